using System.Text.Json;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Intake;

/// <summary>Reads the bodies of operations on people.</summary>
public static class PeopleReader
{
    /// <summary>Two different CRNs, by the names of their fields.</summary>
    public static (Crn First, Crn Second, Problem? Problem) ReadTwo(JsonElement body, string first, string second) => Read(body, f =>
    {
        var (one, other) = (ReadCrn(f, first), ReadCrn(f, second));
        if (one == other) f.Fail(ProblemType.InvalidField, second, $"must not be the same as {first}");
        return (one, other);
    });

    /// <summary>The CRN of who is to be erased. The reason is for the audit: it is asked for, so that nobody erases without one.</summary>
    public static (Crn Crn, string Reason, Problem? Problem) ReadErasure(JsonElement body) => Read(body, f => (ReadCrn(f, "crn"), f.Text("reason")));

    private static Crn ReadCrn(Fields f, string name)
    {
        if (!Crn.TryParse(f.Text(name), out var crn)) f.Fail(ProblemType.InvalidCrn, name, "must be a capital letter and six digits");
        return crn;
    }

    private static (TFirst, TSecond, Problem?) Read<TFirst, TSecond>(JsonElement body, Func<Fields, (TFirst, TSecond)> read)
    {
        if (body.ValueKind != JsonValueKind.Object) return (default!, default!, new Problem(ProblemType.MalformedJson, "", "must be a JSON object"));
        try
        {
            var fields = new Fields(body, "", InstantLimits.None);
            var (first, second) = read(fields);
            return (first, second, fields.Problem);
        }
        catch (InvalidOperationException)
        {
            return (default!, default!, Problem.NoCharacter);
        }
    }
}

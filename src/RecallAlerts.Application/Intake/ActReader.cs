using System.Text.Json;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Intake;

/// <summary>Reads acts on alerts (lifecycle.md §6): the body of a call, or the data of a played event with <c>by</c>.</summary>
public static class ActReader
{
    /// <summary>The names of the acts.</summary>
    public static IReadOnlyList<string> Names { get; } = ["acknowledge", "snooze", "dismiss", "undo", "reassign"];

    private static readonly string[] DismissReasons = ["wrong", "known", "not-useful"];

    private const int LongestWords = 2_000;

    /// <summary>Reads a played act.</summary>
    public static Incoming Read(string name, string? subject, JsonElement data)
    {
        if (!AlertId.TryParse(subject, out var alert)) return Refuse(ProblemType.InvalidField, "subject", "must be an alertId");
        if (data.ValueKind != JsonValueKind.Object) return Refuse(ProblemType.MissingField, "data", "must be an object");
        var f = new Fields(data, "data.", InstantLimits.None);
        var text = f.Text("by");
        if (!Person.TryParse(text, out var by)) f.Fail(ProblemType.InvalidField, "by", "must be role:id");
        var act = Read(name, by, f);
        if (f.Problem is not null) return new Incoming.Refused(f.Problem);
        return act is null ? Refuse(ProblemType.UnknownType, "type", "is not a known act") : new Incoming.Acting(alert, act);
    }

    /// <summary>Reads the body of a call; null without a problem means that there is no such act.</summary>
    public static (Act? Act, Problem? Problem) Read(string name, Person by, JsonElement body, Instant now)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, new Problem(ProblemType.InvalidField, "", "must be an object"));
        var f = new Fields(body, "", InstantLimits.At(now));
        var act = Read(name, by, f);
        return f.Problem is null ? (act, null) : (null, f.Problem);
    }

    private static Act? Read(string name, Person by, Fields f) => name switch
    {
        "acknowledge" => new Acknowledge(by, f.OptionalText("note", LongestWords)),
        "snooze" => new SnoozeUntil(by, f.Instant("until"), f.Text("reason", LongestWords)),
        "dismiss" => new Dismiss(by, f.OneOf("reason", DismissReasons), f.Text("words", LongestWords)),
        "undo" => new Undo(by),
        "reassign" => new Reassign(by, ReadPerson(f, "to")),
        _ => null,
    };

    private static Person ReadPerson(Fields f, string name)
    {
        if (!Person.TryParse(f.Text(name), out var person)) f.Fail(ProblemType.InvalidField, name, "must be role:id");
        return person;
    }

    private static Incoming.Refused Refuse(ProblemType type, string field, string reason) => new(new Problem(type, field, reason));
}

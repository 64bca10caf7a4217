using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Cases;

/// <summary>Facts that concern a person and not one release: who may see their cases, and the withdrawal of that. They go to all releases of the person.</summary>
internal static class OfPerson
{
    /// <summary>What is recorded; who may see the cases of a person is recorded of the person, whichever release is named.</summary>
    public static Incoming.Recording Recording(Incoming incoming)
    {
        var recording = (Incoming.Recording)incoming;
        return recording.Fact.Fact is AccessFact ? recording with { Subject = CrnOf(recording.Subject).Value } : recording;
    }

    /// <summary>Whether it says who may see the cases of a person.</summary>
    public static bool IsAccess(Incoming incoming) => incoming is Incoming.Recording { Fact.Fact: AccessFact };

    /// <summary>The person that a releaseId or CRN names.</summary>
    public static Crn CrnOf(string subject) => new(subject[..7]);

    /// <summary>Whether a fact may concern more than the release that it names.</summary>
    public static bool Concerns(RecordedFact fact) => fact.Fact is AccessFact or FactWithdrawn;

    /// <summary>Of a person's releases those that it goes to, whichever it names.</summary>
    public static IEnumerable<ReleaseId?> Releases(RecordedFact fact, IReadOnlyList<CaseRecord> cases) => fact.Fact switch
    {
        AccessFact => cases.Select(c => (ReleaseId?)c.Id),
        FactWithdrawn w => cases.Where(c => c.History.HasAccess(w.WithdrawnEventId)).Select(c => (ReleaseId?)c.Id),
        _ => [],
    };
}

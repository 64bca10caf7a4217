using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

/// <summary>Recalls at fixed instants, and decisions that need no classifier.</summary>
internal static class GivenRecalls
{
    public static RecallClassification Machine { get; } = new(
        RecallReason.Homelessness, [RecallReason.SubstanceMisuse, RecallReason.ContinuityFailure], 0.83, NeedsReview: true,
        [
            new NarrativeEvidence(RecallReason.Homelessness, "lost-address", null, 3, 12), new NarrativeEvidence(RecallReason.SubstanceMisuse, "relapse", Discount.Negated, 20, 4),
            new TimelineEvidence(RecallReason.SubstanceMisuse, "positive-test", null, "e7"), new TimelineEvidence(RecallReason.ContinuityFailure, "no-handover", Discount.Historic, null),
        ],
        "v1");

    public static LookBack LookedBack { get; } = new(
        [
            new LookedBackAlert(new AlertId("a"), RuleId.Homeless, "k", T0, Severity.Urgent, 40, T0.PlusHours(1), WasOpen: true, Untouched: false),
            new LookedBackAlert(new AlertId("b"), RuleId.NoContact, "k2", T0.PlusHours(1), Severity.Medium, 39, null, WasOpen: false, Untouched: true),
        ],
        1, 40);

    public static PastAnswer OfMachine(string classifier = "v1", double confidence = 0.83) => new PastAnswer.OfClassifier(T0, new ReasonAnswer(Machine.Primary, Machine.Secondary), confidence, classifier);

    public static PastAnswer OfPerson(string words, int hours = 1) => new PastAnswer.OfPerson(T0.PlusHours(hours), new ReasonAnswer(RecallReason.FurtherOffence, []), P1, words);

    public static RecallRecord Row(string recallId = "R1") => new()
    {
        RecallId = recallId, RecalledAt = T0.PlusHours(40), RecordedAt = T0.PlusHours(41), Type = "FTR_28", RecordedReasons = "FAILED_RESIDE;OTHER", NarrativeOf = "e1", HasNarrative = true,
        Machine = Machine, PolicyVersion = "p1", Standing = new RecallStanding(Rosh.High, "wales", AccommodationCategory.Settled, AccommodationCategory.Homeless, 2), LookBack = LookedBack,
        Answers = [OfMachine()],
    };

    /// <summary>A review that saw a recall, at an instant.</summary>
    public static Task ReviewRecallAsync(this ICaseStore store, ReleaseId id, Instant? at = null, bool hasRecall = true, Instant? endsAt = null, IReadOnlyList<Alert>? alerts = null) => store.UpdateAsync(
        [id],
        r =>
        {
            var update = Reviewed(r, alerts ?? r.Alerts, at: at);
            var summary = update.Reviewed!.Summary with { WatchEndsAt = endsAt };
            return update with { Reviewed = update.Reviewed with { HasRecall = hasRecall, Summary = summary } };
        },
        CancellationToken.None);

    /// <summary>Registers a case with a recall and its narrative, and reviews it.</summary>
    public static async Task<ReleaseId> RecallAsync(this ICaseStore store, string crn = "X000001", string? narrative = "He slept rough.", Instant? recordedAt = null)
    {
        var id = Release(crn).Id;
        await store.RegisterAsync(Case(crn));
        var fact = narrative is null ? Fact("e1", "recall.recorded", new { recallId = "R1" }) : Recall("e1", narrative);
        if (recordedAt is not null) fact = Fact("e1", "recall.recorded", new { recallId = "R1", narrative }, recordedAt: recordedAt);
        await store.AppendAsync(id, fact);
        await store.ReviewRecallAsync(id);
        return id;
    }

    public static async Task<RecallMaterial> MaterialAsync(this IRecallStore store, ReleaseId id)
    {
        RecallMaterial? seen = null;
        await store.UpdateAsync([id], m =>
        {
            seen = m;
            return null;
        }, CancellationToken.None);
        return seen ?? throw new InvalidOperationException("There is no such release.");
    }

    public static Task DecideAsync(this IRecallStore store, ReleaseId id, params IReadOnlyList<RecallRecord> rows) =>
        store.UpdateAsync([id], _ => new RecallUpdate(rows, []), CancellationToken.None);

    public static void AssertSame(RecallRecord expected, RecallRecord actual)
    {
        Assert.Equal(Plain(expected), Plain(actual));
        Assert.Equal(expected.Machine.Secondary, actual.Machine.Secondary);
        Assert.Equal(expected.Machine.Evidence, actual.Machine.Evidence);
        Assert.Equal(expected.LookBack.Alerts, actual.LookBack.Alerts);
        Assert.Equal(expected.Person?.Secondary, actual.Person?.Secondary);
        Assert.Equal(expected.Answers.Select(Text), actual.Answers.Select(Text));
    }

    // Lists compare by identity: they are compared one by one.
    private static RecallRecord Plain(RecallRecord row) => row with
    {
        Machine = row.Machine with { Secondary = Empty, Evidence = Nothing },
        LookBack = row.LookBack with { Alerts = NoAlerts },
        Person = row.Person is null ? null : row.Person with { Secondary = Empty },
        Answers = NoAnswers,
    };

    private static readonly IReadOnlyList<RecallReason> Empty = new List<RecallReason>();
    private static readonly IReadOnlyList<RecallEvidence> Nothing = new List<RecallEvidence>();
    private static readonly IReadOnlyList<LookedBackAlert> NoAlerts = new List<LookedBackAlert>();
    private static readonly IReadOnlyList<PastAnswer> NoAnswers = new List<PastAnswer>();

    private static string Text(PastAnswer answer) => $"{answer.At} {answer.Reason.Primary} {string.Join(' ', answer.Reason.Secondary)} " + (answer switch
    {
        PastAnswer.OfPerson p => $"{p.By} {p.Words}",
        PastAnswer.OfClassifier c => $"{c.Confidence} {c.Classifier}",
        _ => "",
    });
}

using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Recalls;

/// <summary>
/// Decides what is kept of the recalls of a release: pure, and the same however often and however late one looks. A recall is one id; of several
/// facts with that id the last in fact order is in force, which is how corrections are sent.
/// </summary>
/// <param name="policies">The policy in force.</param>
/// <param name="calendar">Working days.</param>
public sealed class RecallDecision(PolicySet policies, WorkingCalendar calendar)
{
    private const string FurtherOffence = "POOR_BEHAVIOUR_FURTHER_OFFENCE";

    /// <summary>All recalls of a release at an instant, which never runs backwards for a case.</summary>
    public IReadOnlyList<RecallRecord> Decide(RecallMaterial material, Instant clock)
    {
        var now = material.Case.ReviewedAt is { } last ? Instant.Max(last, clock) : clock;
        var known = material.Case.History.RecallsAt(now).GroupBy(r => r.Fact.RecallId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        var left = material.Rows.Where(r => !known.ContainsKey(r.RecallId)).Select(r => r with { Status = RecallStatus.Withdrawn });
        return [.. known.Values.Select(facts => Decide(material, facts, now)), .. left];
    }

    private RecallRecord Decide(RecallMaterial material, KnownRecall[] all, Instant now)
    {
        var standing = all.Any(r => !r.IsWithdrawn);
        RecallRecorded[] facts = [.. all.Where(r => !standing || !r.IsWithdrawn).Select(r => r.Fact)];
        var fact = facts[^1];
        var stored = material.Rows.FirstOrDefault(r => r.RecallId == fact.RecallId);
        var c = material.Case.History.At(fact.EffectiveAt, policies.Of, calendar);
        var (narrativeOf, narrative) = NarrativeOf(material, facts, stored);
        var dropped = IsChargeDropped(facts);
        var keeps = narrativeOf is not null && narrative is null && !(dropped && stored!.Machine.Primary == RecallReason.FurtherOffence);
        var machine = keeps ? stored!.Machine : Classify(c, fact, narrative, dropped);
        var row = new RecallRecord
        {
            RecallId = fact.RecallId, RecalledAt = fact.OccurredAt, RecordedAt = fact.RecordedAt, Type = fact.Type, RecordedReasons = fact.RecordedReasons,
            Status = standing && material.Case.History.MergedInto is null ? RecallStatus.Active : RecallStatus.Withdrawn, NarrativeOf = narrativeOf, HasNarrative = narrative is not null, Machine = machine,
            PolicyVersion = keeps ? stored!.PolicyVersion : c.Policy.Version, Person = stored?.Person, Standing = RecallStanding.Of(c, fact.OccurredAt),
            LookBack = LookBackOf(material, c, all, fact, stored?.Person?.Primary ?? machine.Primary),
        };
        return row with { Answers = AnswersOf(row, stored, now) };
    }

    // A later fact without a narrative keeps the one before. One that was read and is deleted is known by the row alone: it is told by null as its text.
    private static (string? EventId, string? Text) NarrativeOf(RecallMaterial material, RecallRecorded[] facts, RecallRecord? stored)
    {
        foreach (var fact in facts.Reverse())
        {
            var known = material.Narratives.FirstOrDefault(n => n.EventId == fact.EventId && n.OccurredAt == fact.OccurredAt && n.RecordedAt == fact.RecordedAt);
            if (known is not null || stored?.NarrativeOf == fact.EventId) return (fact.EventId, known?.Text);
        }

        return (null, null);
    }

    private static RecallClassification Classify(Case c, RecallRecorded fact, string? narrative, bool chargeDropped) => RecallClassifier.Classify(
        new RecallInput(narrative, Codes(fact), TimelineSigns.Of(c, fact.OccurredAt), chargeDropped), c.Policy.Recalls.ReviewBelow);

    // A charge that is dropped is sent as a new fact of the recall, whose reasons no longer name it.
    private static bool IsChargeDropped(RecallRecorded[] facts) =>
        facts[^1].RecordedReasons.Length > 0 && !Codes(facts[^1]).Contains(FurtherOffence) && facts[..^1].Any(f => Codes(f).Contains(FurtherOffence));

    private static string[] Codes(RecallRecorded fact) => fact.RecordedReasons.Split(';', StringSplitOptions.RemoveEmptyEntries);

    private static LookBack LookBackOf(RecallMaterial material, Case c, KnownRecall[] all, RecallRecorded fact, RecallReason primary) => LookingBack.Look(
        material.Moments, fact.OccurredAt, primary, c.Policy.Recalls.LeadTimeDays, all.Min(r => r.Fact.EffectiveAt));

    private static IReadOnlyList<PastAnswer> AnswersOf(RecallRecord row, RecallRecord? stored, Instant now)
    {
        var before = stored?.Answers ?? [];
        var last = before.OfType<PastAnswer.OfClassifier>().LastOrDefault();
        var isSame = last is not null && last.Reason.IsSameAs(row.OfMachine) && last.Confidence.Equals(row.Machine.Confidence) && last.Classifier == row.Machine.Classifier;
        return isSame ? before : [.. before, new PastAnswer.OfClassifier(now, row.OfMachine, row.Machine.Confidence, row.Machine.Classifier)];
    }
}

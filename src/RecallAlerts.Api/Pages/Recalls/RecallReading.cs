using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Recalls;

/// <summary>Puts what is kept of a recall into words. Pure.</summary>
internal static class RecallReading
{
    public static RecallModel Of(FoundRecall found, AlertShare share, ReasonForm form)
    {
        var (stored, record) = (found.Recall, found.Recall.Record);
        return new RecallModel(
            record.RecallId, found.Record.WatchId, found.Case.Release.Crn.Value, record.RecalledAt, Standing(record), stored.Narrative is { } text ? Highlighting.Of(text, record.Machine.Evidence) : [],
            WhyNoNarrative(stored), Machine(record.Machine), Signs(record.Machine, found.Record.History), [.. record.Answers.Select(Answer)], LookBack(record.LookBack, share))
        {
            IsAnswered = record.Person is not null, Form = form,
        };
    }

    /// <summary>Why there is no narrative; null when there is one.</summary>
    public static string? WhyNoNarrative(StoredRecall stored)
    {
        if (stored.Narrative is not null) return null;
        if (stored.Record.NarrativeOf is null) return "None was sent with the recall.";
        return stored.Record.Person is null
            ? "It was deleted: narratives are kept for a limited time only. What the classifier found in it is kept without the words."
            : "It was deleted when a person answered: it has served. What the classifier found in it is kept without the words.";
    }

    /// <summary>The share of those who were not recalled.</summary>
    public static string NotRecalled(AlertShare share) => share.Releases == 0
        ? "There is no comparable release that was not recalled, so a lead time says nothing."
        : $"Of {PageWords.Count(share.Releases, "comparable release that was", "comparable releases that were")} not recalled, {share.WithAlert} ({share.WithAlert * 100 / share.Releases}%) had such an alert on the same day.";

    /// <summary>Whole hours in words.</summary>
    public static string Hours(long hours) => hours < 1 ? "less than an hour" : hours < 48 ? PageWords.Count(hours, "hour", "hours") : PageWords.Count(hours / 24, "day", "days");

    private static IReadOnlyList<NameAndValue> Standing(RecallRecord r) =>
    [
        new("Recalled", $"{PageWords.Moment(r.RecalledAt)}, day {r.Standing.DaysFromRelease}"),
        new("Status", r.Status == RecallStatus.Withdrawn ? "Withdrawn" : "Stands"),
        new("Type", r.Type is { } type ? PageWords.Sentence(RecallWords.OfType(type)) : "Not sent"),
        new("Recorded reasons", r.RecordedReasons.Length == 0 ? "None" : PageWords.Sentence(string.Join(", ", r.RecordedReasons.Split(';').Select(RecallWords.OfRecorded)))),
        new("Risk of serious harm", PageWords.Sentence(PageWords.Name(r.Standing.Rosh).Replace('-', ' '))),
        new("Lived when released", AccommodationWords.Of(r.Standing.AtRelease)),
        new("Lived when recalled", AccommodationWords.Of(r.Standing.AtRecall)),
    ];

    private static MachineAnswer Machine(RecallClassification c) => new(c.Primary, c.Secondary, (int)Math.Round(c.Confidence * 100), c.NeedsReview, c.Classifier);

    private static IReadOnlyList<SignLine> Signs(RecallClassification c, CaseHistory history) => [.. c.Evidence.OfType<TimelineEvidence>().Select(e => new SignLine(
        e.Label, RecallWords.OfSign(e.Cue), e.EventId is { } id && history.Recorded.FirstOrDefault(f => f.EventId == id) is { } fact ? $"{FactWords.Of(fact)}, {PageWords.Day(fact.OccurredAt)}" : null,
        e.Discounted is { } why ? RecallWords.Of(why) : null))];

    private static AnswerLine Answer(PastAnswer answer) => answer switch
    {
        PastAnswer.OfPerson p => new AnswerLine(p.At, PageWords.Sentence(RoleWords.Of(p.By)), PageWords.Sentence(RecallWords.Of(p.Reason.Primary, p.Reason.Secondary)), p.Words),
        PastAnswer.OfClassifier c => new AnswerLine(c.At, $"The classifier, version {c.Classifier}", $"{PageWords.Sentence(RecallWords.Of(c.Reason.Primary, c.Reason.Secondary))} (confidence {(int)Math.Round(c.Confidence * 100)} of 100)", null),
        _ => throw new InvalidOperationException("The answers are a closed hierarchy."),
    };

    private static LookBackLines LookBack(LookBack look, AlertShare share) => new(
        look.LeadTimeHours is { } hours ? $"The first alert of the kind that belongs to the reason had opened {Hours(hours)} before." : "No alert of the kind that belongs to the reason was open.",
        NotRecalled(share), [.. look.Alerts.Select(Line)]);

    private static LookBackLine Line(LookedBackAlert a) => new(
        RuleWords.TitleOf(a.Rule, a.Key), a.OpenedAt, a.OpenedAs, Hours(a.HoursBefore), a.AcknowledgedAt is { } at ? $"Acknowledged {PageWords.Day(at)}" : a.Untouched ? "Nobody acted" : "Not acknowledged",
        a.WasOpen ? "Open" : "Closed or dismissed");
}

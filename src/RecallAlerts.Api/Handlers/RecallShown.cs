using RecallAlerts.Api.Words;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Recalls as they are shown in answers. The words of evidence are cut from the narrative, and are not there without it.</summary>
internal static class RecallShown
{
    /// <summary>A recall to somebody who may see its case.</summary>
    public static object Recall(StoredRecall stored, string watchId, AlertShare share) => new
    {
        recallId = stored.Record.RecallId,
        releaseId = stored.ReleaseId.Value,
        watchId,
        status = NameOf<RecallStatus>.Text(stored.Record.Status),
        recalledAt = stored.Record.RecalledAt.ToString(),
        recordedAt = stored.Record.RecordedAt.ToString(),
        type = stored.Record.Type,
        recordedReasons = stored.Record.RecordedReasons.Split(';', StringSplitOptions.RemoveEmptyEntries),
        standing = Standing(stored.Record.Standing),
        note = RecallWords.Note,
        reason = Reason(stored.Record.Reason),
        reasonSource = stored.Record.Person is null ? "classifier" : "person",
        classification = Classification(stored.Record.Machine, stored.Narrative),
        policyVersion = stored.Record.PolicyVersion,
        person = PersonsAnswer(stored.Record),
        history = stored.Record.Answers.Select(Answer),
        narrative = stored.Narrative,
        lookBack = LookBack(stored.Record.LookBack, share),
    };

    /// <summary>What the classifier answers; without a narrative, spans have places and no words.</summary>
    public static object Classification(RecallClassification c, string? narrative) => new
    {
        primary = RecallReasons.Text(c.Primary),
        shownAs = RecallWords.Of(c.Primary),
        secondary = c.Secondary.Select(RecallReasons.Text),
        confidence = c.Confidence,
        needsReview = c.NeedsReview,
        evidence = c.Evidence.Select(e => Evidence(e, narrative)),
        classifier = c.Classifier,
        note = RecallWords.Note,
    };

    private static object Evidence(RecallEvidence e, string? narrative)
    {
        var (label, discounted) = (RecallReasons.Text(e.Label), e.Discounted is { } why ? NameOf<Discount>.Text(why) : null);
        if (e is not NarrativeEvidence span) return new { label, cue = e.Cue, discounted, eventId = ((TimelineEvidence)e).EventId };
        var isThere = narrative is not null && span.Start >= 0 && span.Start + span.Length <= narrative.Length;
        return new { label, cue = e.Cue, discounted, start = span.Start, length = span.Length, text = isThere ? narrative!.Substring(span.Start, span.Length) : null };
    }

    private static object Reason(ReasonAnswer answer) => new
    {
        primary = RecallReasons.Text(answer.Primary), shownAs = RecallWords.Of(answer.Primary), secondary = answer.Secondary.Select(RecallReasons.Text),
    };

    private static object? PersonsAnswer(RecallRecord record) => record.Answers.OfType<PastAnswer.OfPerson>().LastOrDefault() is not { } last ? null : new
    {
        answer = last.Reason.IsSameAs(record.OfMachine) ? "confirmed" : "replaced", by = last.By.ToString(), at = last.At.ToString(), reason = Reason(last.Reason),
    };

    private static object Answer(PastAnswer answer) => answer switch
    {
        PastAnswer.OfPerson p => new { at = p.At.ToString(), source = "person", by = p.By.ToString(), reason = Reason(p.Reason), words = p.Words },
        PastAnswer.OfClassifier c => (object)new { at = c.At.ToString(), source = "classifier", classifier = c.Classifier, reason = Reason(c.Reason), confidence = c.Confidence },
        _ => throw new InvalidOperationException("The answers are a closed hierarchy."),
    };

    private static object Standing(RecallStanding s) => new
    {
        rosh = NameOf<Rosh>.Text(s.Rosh), region = s.Region, accommodationAtRelease = NameOf<AccommodationCategory>.Text(s.AtRelease),
        accommodationAtRecall = NameOf<AccommodationCategory>.Text(s.AtRecall), daysFromRelease = s.DaysFromRelease,
    };

    private static object LookBack(LookBack look, AlertShare share) => new
    {
        leadTimeHours = look.LeadTimeHours,
        notRecalled = new { releases = share.Releases, withAlert = share.WithAlert },
        openAtRecall = look.OpenAtRecall,
        alerts = look.Alerts.Select(a => new
        {
            alertId = a.Alert.Value, rule = NameOf<RuleId>.Text(a.Rule), key = a.Key, openedAt = a.OpenedAt.ToString(), openedAs = NameOf<Severity>.Text(a.OpenedAs),
            hoursBefore = a.HoursBefore, acknowledgedAt = a.AcknowledgedAt?.ToString(), wasOpen = a.WasOpen, untouched = a.Untouched,
        }),
    };
}

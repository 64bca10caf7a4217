using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Recalls;

/// <summary>A recall: why it came about, as far as it is known, and what had been said before.</summary>
/// <param name="RecallId">Its id.</param>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="RecalledAt">The moment of recall, UTC.</param>
/// <param name="Standing">What is known of it, by name.</param>
/// <param name="Narrative">The narrative in pieces; empty when it is not there.</param>
/// <param name="WhyNoNarrative">Why it is not there; null when it is.</param>
/// <param name="Machine">The classifier's answer.</param>
/// <param name="Signs">Evidence of the timeline.</param>
/// <param name="Answers">All answers in the order in which they were given.</param>
/// <param name="LookBack">What had been said before.</param>
public sealed record RecallModel(
    string RecallId, string WatchId, string Crn, Instant RecalledAt, IReadOnlyList<NameAndValue> Standing, IReadOnlyList<NarrativePiece> Narrative, string? WhyNoNarrative,
    MachineAnswer Machine, IReadOnlyList<SignLine> Signs, IReadOnlyList<AnswerLine> Answers, LookBackLines LookBack)
{
    /// <summary>Whether a person has answered.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>The form.</summary>
    public required ReasonForm Form { get; init; }

    /// <summary>What became of the form; null when none was sent.</summary>
    public string? Done { get; init; }
}

/// <summary>The classifier's answer.</summary>
/// <param name="Primary">The earliest cause.</param>
/// <param name="Secondary">Other causes.</param>
/// <param name="Percent">How sure it is, of a hundred.</param>
/// <param name="NeedsReview">Whether a person should look.</param>
/// <param name="Classifier">Its version.</param>
public sealed record MachineAnswer(RecallReason Primary, IReadOnlyList<RecallReason> Secondary, int Percent, bool NeedsReview, string Classifier);

/// <summary>A sign of the timeline.</summary>
/// <param name="Label">What it speaks for.</param>
/// <param name="Says">What it is.</param>
/// <param name="Fact">The fact; null when it is that something was never recorded.</param>
/// <param name="WhyNot">Why it does not count; null when it counts.</param>
public sealed record SignLine(RecallReason Label, string Says, string? Fact, string? WhyNot);

/// <summary>An answer that was given.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">By whom.</param>
/// <param name="Says">What it was.</param>
/// <param name="Words">A person's words; null of the classifier.</param>
public sealed record AnswerLine(Instant At, string By, string Says, string? Words);

/// <summary>What had been said before a recall.</summary>
/// <param name="LeadTime">How long before it the first alert of the right kind had opened, in words.</param>
/// <param name="NotRecalled">The same share among those who were not recalled, in words.</param>
/// <param name="Alerts">Alerts that had opened before it, by opening.</param>
public sealed record LookBackLines(string LeadTime, string NotRecalled, IReadOnlyList<LookBackLine> Alerts);

/// <summary>An alert that had opened before a recall.</summary>
/// <param name="Title">Its rule.</param>
/// <param name="OpenedAt">When, UTC.</param>
/// <param name="OpenedAs">With which severity.</param>
/// <param name="Before">How long before the recall.</param>
/// <param name="Touched">Whether and when somebody took it on.</param>
/// <param name="AtRecall">How it stood at the recall.</param>
public sealed record LookBackLine(string Title, Instant OpenedAt, Severity OpenedAs, string Before, string Touched, string AtRecall);

/// <summary>A person's answer as it is entered.</summary>
/// <param name="Primary">The reason that is chosen; null when none is.</param>
/// <param name="Secondary">Others that are ticked.</param>
/// <param name="Words">Why.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record ReasonForm(string? Primary, IReadOnlyList<string> Secondary, string Words, IReadOnlyList<FieldError> Errors);

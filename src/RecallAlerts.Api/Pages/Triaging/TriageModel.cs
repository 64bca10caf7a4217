using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Triaging;

/// <summary>What a duty manager has to know now.</summary>
/// <param name="Pdu">The PDU.</param>
/// <param name="View">What of it is shown.</param>
/// <param name="Counts">How much there is.</param>
public sealed record TriageModel(string Pdu, TriageView View, TriageCounts Counts)
{
    /// <summary>Open alerts of which a manager was told because nobody acted, in the order of their releases: the first of them.</summary>
    public required IReadOnlyList<EscalatedLine> Escalated { get; init; }

    /// <summary>The releases of the page.</summary>
    public required IReadOnlyList<TriageLine> Lines { get; init; }

    /// <summary>What each person carries, most urgent first.</summary>
    public required IReadOnlyList<LoadLine> Load { get; init; }

    /// <summary>Who is off now.</summary>
    public required IReadOnlyList<OffLine> Off { get; init; }

    /// <summary>Who may be chosen in the filter.</summary>
    public required IReadOnlyList<string> Practitioners { get; init; }

    /// <summary>Parts of the watch.</summary>
    public required WatchPolicy Watch { get; init; }

    /// <summary>Whether the caller may act on alerts of others here: the duty manager, or who stands in for them.</summary>
    public bool MayAct { get; init; }

    /// <summary>How many releases of the PDU are limited to staff of whom the caller is not one; more of them is not said.</summary>
    public int Limited { get; init; }

    /// <summary>What became of an act; null when none was made.</summary>
    public string? Done { get; init; }

    /// <summary>What was wrong with a form.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

/// <summary>How many releases and alerts there are.</summary>
/// <param name="Releases">Releases with alerts that count.</param>
/// <param name="Early">Releases that fit the filter and are in the early-recall window.</param>
/// <param name="Later">Those after it.</param>
/// <param name="LaterUrgent">Of these, with an urgent alert that nobody has acted on.</param>
/// <param name="Escalated">Open alerts of which a manager was told.</param>
/// <param name="Pages">Pages of what is shown.</param>
public sealed record TriageCounts(int Releases, int Early, int Later, int LaterUrgent, int Escalated, int Pages)
{
    /// <summary>How many releases a part of the watch has.</summary>
    public int Of(TriageWindow window) => window switch
    {
        TriageWindow.EarlyRecall => Early,
        TriageWindow.Later => Later,
        _ => Early + Later,
    };
}

/// <summary>A release in the list.</summary>
/// <param name="Rank">Its place in the PDU by points, from 1.</param>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Rosh">Risk of serious harm.</param>
/// <param name="Flags">MAPPA level and child protection, where known.</param>
/// <param name="Holder">Who holds it, and who covers.</param>
/// <param name="Weight">Its points.</param>
/// <param name="Alerts">Its alerts that count, those with most points first.</param>
/// <param name="Above">Why it stands above the next; null for the last.</param>
public sealed record TriageLine(
    int Rank, string WatchId, string Crn, Rosh Rosh, IReadOnlyList<string> Flags, string Holder, TriagedRelease Weight, IReadOnlyList<TriageAlertLine> Alerts, string? Above);

/// <summary>An alert of a release in the list.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Title">Its rule in words.</param>
/// <param name="Says">Since when, whose, and how far it has gone.</param>
public sealed record TriageAlertLine(Alert Alert, string Title, string Says);

/// <summary>An alert that was escalated.</summary>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Line">The alert.</param>
public sealed record EscalatedLine(string WatchId, string Crn, TriageAlertLine Line);

/// <summary>What somebody carries.</summary>
/// <param name="Carried">How much.</param>
/// <param name="Name">Who.</param>
/// <param name="Off">Until when they are off and who covers; null when they are there.</param>
public sealed record LoadLine(CarriedLoad Carried, string Name, string? Off);

/// <summary>Somebody is off.</summary>
/// <param name="Name">Who.</param>
/// <param name="Off">Until when, and who covers.</param>
public sealed record OffLine(string Name, string Off);

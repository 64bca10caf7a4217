using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Queries;

/// <summary>Which alerts a list holds; what is null does not narrow it.</summary>
public sealed record InboxFilter
{
    /// <summary>For whom the list is made: alerts of cases that they may not see are not in it, and do not shorten its pages.</summary>
    public required Viewer For { get; init; }

    /// <summary>Statuses; all but closed when null.</summary>
    public AlertStatus? Status { get; init; }

    /// <summary>The severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The rule.</summary>
    public RuleId? Rule { get; init; }

    /// <summary>Whose they are.</summary>
    public IReadOnlyList<Person>? Owners { get; init; }

    /// <summary>The PDU.</summary>
    public string? Pdu { get; init; }

    /// <summary>The alert after which the page begins.</summary>
    public AlertId? After { get; init; }

    /// <summary>How many alerts a page has.</summary>
    public int AtMost { get; init; } = 50;
}

/// <summary>An alert in a list.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="WatchId">The release, in a form that shows nobody.</param>
/// <param name="Release">The release in force at its last review, as far as lists need it.</param>
public sealed record ListedAlert(Alert Alert, string WatchId, ListedRelease Release);

/// <summary>A release in a list.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
/// <param name="Pdu">Its PDU.</param>
/// <param name="Rosh">Risk of serious harm.</param>
/// <param name="MappaLevel">Shown; never ranks.</param>
/// <param name="ChildProtection">Shown; never ranks.</param>
public sealed record ListedRelease(ReleaseId ReleaseId, Instant ReleasedAt, string Pdu, Rosh Rosh, int? MappaLevel, bool ChildProtection);

/// <summary>A release that somebody holds.</summary>
/// <param name="WatchId">The release, in a form that shows nobody.</param>
/// <param name="Release">The release in force at its last review.</param>
/// <param name="PractitionerId">Who holds it.</param>
public sealed record HeldCase(string WatchId, ListedRelease Release, string PractitionerId);

/// <summary>A release with alerts that count, as far as its place in triage needs it.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
/// <param name="Rosh">Risk of serious harm.</param>
/// <param name="Alerts">Its open, unsuppressed, undismissed alerts, without their ids.</param>
public sealed record TriageCandidate(ReleaseId ReleaseId, Instant ReleasedAt, Rosh Rosh, IReadOnlyList<TriageAlert> Alerts)
{
    /// <summary>Who holds the case; null when nobody does.</summary>
    public string? PractitionerId { get; init; }

    /// <summary>Shown; never ranks.</summary>
    public int? MappaLevel { get; init; }

    /// <summary>Shown; never ranks.</summary>
    public bool ChildProtection { get; init; }
}

/// <summary>A release in a page of triage, with its alerts that count.</summary>
/// <param name="WatchId">The release, in a form that shows nobody.</param>
/// <param name="Release">The release.</param>
/// <param name="Alerts">Its open, unsuppressed, undismissed alerts.</param>
public sealed record TriageCase(string WatchId, ListedRelease Release, IReadOnlyList<Alert> Alerts)
{
    /// <summary>Whose release it is.</summary>
    public required Crn Crn { get; init; }

    /// <summary>Who holds the case; null when nobody does.</summary>
    public string? PractitionerId { get; init; }
}

/// <summary>What somebody has to carry in a PDU.</summary>
/// <param name="Person">Who.</param>
/// <param name="Held">Releases, not ended, that they hold.</param>
/// <param name="Urgent">Open, unsuppressed alerts of theirs that are urgent.</param>
/// <param name="High">Those that are high.</param>
/// <param name="Medium">Those that are medium.</param>
/// <param name="Low">Those that are low.</param>
public sealed record CarriedLoad(Person Person, int Held, int Urgent, int High, int Medium, int Low)
{
    /// <summary>All of their open alerts.</summary>
    public int Open => Urgent + High + Medium + Low;

    /// <summary>Loads from what is held and what is open, by person.</summary>
    public static IReadOnlyList<CarriedLoad> Of(IEnumerable<(Person Person, int Releases)> held, IEnumerable<(Person Owner, Severity Severity, int Alerts)> open)
    {
        var loads = new SortedDictionary<Person, CarriedLoad>();
        CarriedLoad Of(Person person) => loads.GetValueOrDefault(person) ?? new CarriedLoad(person, 0, 0, 0, 0, 0);
        foreach (var (person, releases) in held) loads[person] = Of(person) with { Held = Of(person).Held + releases };
        foreach (var (owner, severity, alerts) in open) loads[owner] = Of(owner).With(severity, alerts);
        return [.. loads.Values];
    }

    private CarriedLoad With(Severity severity, int alerts) => severity switch
    {
        Severity.Urgent => this with { Urgent = Urgent + alerts },
        Severity.High => this with { High = High + alerts },
        Severity.Medium => this with { Medium = Medium + alerts },
        _ => this with { Low = Low + alerts },
    };
}

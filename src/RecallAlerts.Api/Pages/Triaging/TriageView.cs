using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Triaging;

/// <summary>Where an alert stands, for a filter.</summary>
public enum TriageStatus
{
    /// <summary>Nobody has acted.</summary>
    Open,

    /// <summary>Nobody has acted, and a manager was told of it.</summary>
    Escalated,

    /// <summary>Somebody has taken it on.</summary>
    Acknowledged,

    /// <summary>Nobody is told before a moment.</summary>
    Snoozed,
}

/// <summary>A part of the watch.</summary>
public enum TriageWindow
{
    /// <summary>Until day 28, when four in ten of all recalls happen.</summary>
    EarlyRecall,

    /// <summary>After it.</summary>
    Later,

    /// <summary>All of it.</summary>
    All,
}

/// <summary>Which releases the page shows and in which order, as its address says. What an address says wrongly, it does not say.</summary>
public sealed record TriageView
{
    /// <summary>Stands for releases that nobody holds.</summary>
    public const string Nobody = "(nobody)";

    private const string Path = "/triage";
    private const string FlagsFirstName = "flags";
    private const int MostPages = 10_000;

    /// <summary>A severity; null for each.</summary>
    public Severity? Severity { get; init; }

    /// <summary>A rule; null for each.</summary>
    public RuleId? Rule { get; init; }

    /// <summary>Who holds the case; null for whoever does.</summary>
    public string? Practitioner { get; init; }

    /// <summary>Where an alert stands; null for wherever.</summary>
    public TriageStatus? Status { get; init; }

    /// <summary>The part of the watch.</summary>
    public TriageWindow Window { get; init; }

    /// <summary>Whether a person asked for MAPPA and child protection first.</summary>
    public bool FlagsFirst { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether anything but the part of the watch narrows it.</summary>
    public bool IsFiltered => Severity is not null || Rule is not null || Practitioner is not null || Status is not null;

    /// <summary>Its address.</summary>
    public string Address
    {
        get
        {
            string?[] parts =
            [
                Window == TriageWindow.EarlyRecall ? null : $"window={NameOf<TriageWindow>.Text(Window)}", Severity is { } s ? $"severity={NameOf<Severity>.Text(s)}" : null,
                Rule is { } r ? $"rule={NameOf<RuleId>.Text(r)}" : null, Practitioner is { } p ? $"practitioner={Uri.EscapeDataString(p)}" : null,
                Status is { } status ? $"status={NameOf<TriageStatus>.Text(status)}" : null, FlagsFirst ? $"order={FlagsFirstName}" : null,
                Page == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"page={Page}"),
            ];
            var query = string.Join('&', parts.Where(part => part is not null));
            return query.Length == 0 ? Path : $"{Path}?{query}";
        }
    }

    /// <summary>Reads a query by its names.</summary>
    public static TriageView Read(Func<string, string?> query) => new()
    {
        Severity = Named<Severity>(query("severity")), Rule = Named<RuleId>(query("rule")), Practitioner = query("practitioner"), Status = Named<TriageStatus>(query("status")),
        Window = Named<TriageWindow>(query("window")) ?? TriageWindow.EarlyRecall, FlagsFirst = query("order") == FlagsFirstName,
        Page = int.TryParse(query("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MostPages) : 1,
    };

    /// <summary>Reads an address of the page; the page as it is at first when it is none.</summary>
    public static TriageView ReadAddress(string? address)
    {
        if (address is null || !address.StartsWith(Path + "?", StringComparison.Ordinal)) return new TriageView();
        var query = QueryHelpers.ParseQuery(address[Path.Length..]);
        return Read(name => query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null);
    }

    /// <summary>Whether a release is shown, whatever its part of the watch.</summary>
    public bool Fits(TriageCandidate c) =>
        (Practitioner is null || Practitioner == (c.PractitionerId ?? Nobody)) && ((Severity is null && Rule is null && Status is null) || c.Alerts.Any(Fits));

    private bool Fits(TriageAlert a) => (Severity ?? a.Severity) == a.Severity && (Rule ?? a.Rule) == a.Rule && (Status is null || Stands(a, Status.Value));

    private static bool Stands(TriageAlert a, TriageStatus status) => status switch
    {
        TriageStatus.Open => a.Status == AlertStatus.Open,
        TriageStatus.Escalated => a is { Status: AlertStatus.Open, IsEscalated: true },
        TriageStatus.Acknowledged => a.Status == AlertStatus.Acknowledged,
        _ => a.Status == AlertStatus.Snoozed,
    };

    private static T? Named<T>(string? text)
        where T : struct, Enum => NameOf<T>.TryParse(text, out var value) ? value : null;
}

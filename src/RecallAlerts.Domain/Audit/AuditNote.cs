using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Audit;

/// <summary>What was done with a person's data: what section 62 of the Data Protection Act 2018 asks to be logged, alterations by the name of the act.</summary>
public enum AuditAction
{
    /// <summary>collected: a release was registered, or facts of it were recorded</summary>
    Collected,

    /// <summary>acknowledged: an alert was taken on</summary>
    Acknowledged,

    /// <summary>snoozed: an alert was put off</summary>
    Snoozed,

    /// <summary>dismissed: an alert was shut</summary>
    Dismissed,

    /// <summary>undone: a snooze or dismissal was taken back</summary>
    Undone,

    /// <summary>reassigned: an alert was given to somebody else</summary>
    Reassigned,

    /// <summary>answered: the reason of a recall was confirmed or replaced, and its narrative deleted</summary>
    Answered,

    /// <summary>consulted: releases were shown to somebody</summary>
    Consulted,

    /// <summary>disclosed: rows left in an export</summary>
    Disclosed,

    /// <summary>combined: releases of two persons were merged</summary>
    Combined,

    /// <summary>separated: a merge was taken back</summary>
    Separated,

    /// <summary>erased: all that was kept of a person was removed</summary>
    Erased,

    /// <summary>anchored: heads of chains were written down</summary>
    Anchored,
}

/// <summary>Who did something, and why. Names staff and programs, never a supervised person.</summary>
/// <param name="Who">The name in the audit.</param>
/// <param name="Role">In which role.</param>
/// <param name="Purpose">Why, in closed words: the template of a route, the name of a page, of a command, or the way by which events came in.</param>
public sealed record AuditSource(string Who, string Role, string Purpose)
{
    private const int Longest = 200;

    /// <summary>This program, when it was not told who asked.</summary>
    public static AuditSource Program { get; } = new("service", "service", "service");

    /// <summary>A source of what a request says: cut to 200 characters, what no store keeps as it is replaced.</summary>
    public static AuditSource Of(string who, string role, string purpose) => new(Clean(who), Clean(role), Clean(purpose));

    private static string Clean(string text)
    {
        var cut = text.Length <= Longest ? text : text[..Longest];
        return string.Create(cut.Length, cut, static (clean, from) =>
        {
            for (var i = 0; i < clean.Length; i++) clean[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '?' : from[i];
        });
    }
}

/// <summary>One thing more that an entry says, by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">What it is; never a person.</param>
public sealed record AuditDetail(string Name, string Value);

/// <summary>What an entry of the audit log says, before it is chained. No CRN, release id, alert id or words of anybody stand in it.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who and why.</param>
/// <param name="Action">What was done.</param>
public sealed record AuditNote(Instant At, AuditSource By, AuditAction Action)
{
    /// <summary>The releases whose data it concerns, by the ids that show nobody.</summary>
    public IReadOnlyList<string> WatchIds { get; init; } = [];

    /// <summary>What more is said: of an export its scope, of an anchor the heads.</summary>
    public IReadOnlyList<AuditDetail> Details { get; init; } = [];

    /// <summary>A note about one release.</summary>
    public static AuditNote Of(Instant at, AuditSource by, AuditAction action, string watchId) => new(at, by, action) { WatchIds = [watchId] };
}

using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Access;

/// <summary>Who looks at cases, and when. Every list of cases or alerts is made for one.</summary>
public sealed record Viewer
{
    private Viewer(Staff? who, Instant at) => (Who, At) = (who, at);

    /// <summary>Sees every case: the service itself, and the persona of the local host without a token.</summary>
    public static Viewer OfAll { get; } = new(null, default);

    /// <summary>All names of who looks; null for who sees every case.</summary>
    public Staff? Who { get; }

    /// <summary>When, UTC.</summary>
    public Instant At { get; }

    /// <summary>Somebody, by all names that a limit may name them by.</summary>
    public static Viewer Of(Staff who, Instant at) => new(who, at);

    /// <summary>Somebody who is told in a role.</summary>
    public static Viewer Of(Person person, Instant at) => new(Staff.Of(person), at);

    /// <summary>Whether they may see a case, as far as its limits say.</summary>
    public bool MaySee(CaseAccess access) => Who is null || access.At(At).MaySee(Who);
}

using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Audit;

/// <summary>Which chains an anchor looks at.</summary>
public enum AnchorScope
{
    /// <summary>changed: those of writers, and those of releases that people acted on</summary>
    Changed,

    /// <summary>all: those of all releases too, also where only facts came in; a look at every release row</summary>
    All,
}

/// <summary>A place in what is said of a release, the latest first.</summary>
/// <param name="At">The instant of an entry, UTC.</param>
/// <param name="Chain">Its chain.</param>
/// <param name="Number">Its number.</param>
public sealed record AuditPlace(Instant At, string Chain, long Number)
{
    /// <summary>The latest first; what is of one instant by chain and number.</summary>
    public static int Order(AuditPlace a, AuditPlace b)
    {
        var order = b.At.CompareTo(a.At);
        if (order == 0) order = string.CompareOrdinal(a.Chain, b.Chain);
        return order != 0 ? order : a.Number.CompareTo(b.Number);
    }
}

/// <summary>What an entry says of one release: others that it concerns are left out.</summary>
/// <param name="Chain">Its chain.</param>
/// <param name="Number">Its number.</param>
/// <param name="Note">What it says.</param>
public sealed record ListedEntry(string Chain, long Number, AuditNote Note)
{
    /// <summary>What an entry says of one release.</summary>
    public static ListedEntry Of(AuditEntry entry, string watchId) => new(entry.Chain, entry.Number, entry.Note with { WatchIds = [watchId] });

    /// <summary>Its place.</summary>
    public AuditPlace Place => new(Note.At, Chain, Number);
}

/// <summary>What was anchored.</summary>
/// <param name="Heads">How many heads.</param>
/// <param name="End">Where the chain of anchors ends after it; null when nothing was anchored.</param>
public sealed record Anchored(int Heads, ChainHead? End)
{
    /// <summary>Nothing went on.</summary>
    public static Anchored Nothing { get; } = new(0, null);
}

/// <summary>A chain as it is stored; of one that is long a part, and its parts follow one another.</summary>
/// <param name="Chain">Its name.</param>
/// <param name="Entries">Its entries, in the order in which they stand.</param>
/// <param name="Head">The head that who keeps it has beside them, with each part; null where none is kept.</param>
public sealed record StoredChain(string Chain, IReadOnlyList<AuditEntry> Entries, ChainHead? Head)
{
    /// <summary>The most entries of one part.</summary>
    public const int MostEntries = 1_000;
}

/// <summary>A range of names of chains, by code point.</summary>
/// <param name="From">The first name that may be in it.</param>
/// <param name="Before">The first name behind it; null when it has no end.</param>
public sealed record ChainRange(string From, string? Before)
{
    /// <summary>All names.</summary>
    public static ChainRange All { get; } = new("", null);

    /// <summary>Whether a chain is in it.</summary>
    public bool Holds(string chain) => string.CompareOrdinal(chain, From) >= 0 && (Before is null || string.CompareOrdinal(chain, Before) < 0);
}

/// <summary>
/// The audit log. What is done to a release stands in the release's own chain, written with the act by <see cref="Cases.ICaseStore"/> and
/// <see cref="Recalls.IRecallStore"/>; what is shown stands in the chain of the program that showed it.
/// </summary>
public interface IAuditLog
{
    /// <summary>Chains an entry to those of this program. What cannot be noted must not be shown: failing is the answer.</summary>
    Task NoteAsync(AuditNote note, CancellationToken cancellation);

    /// <summary>Entries that concern a release, the latest first.</summary>
    /// <param name="watchId">The release.</param>
    /// <param name="after">The last entry of the page before; null begins.</param>
    /// <param name="atMost">How many.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<ListedEntry>> OfReleaseAsync(string watchId, AuditPlace? after, int atMost, CancellationToken cancellation);

    /// <summary>
    /// Offers the heads of chains that went on since the last anchor, and some that did not, to <paramref name="decide"/>; what it answers is chained
    /// to the anchors. It must be pure.
    /// </summary>
    Task<Anchored> AnchorAsync(AnchorScope scope, Func<IReadOnlyList<ChainHead>, IReadOnlyList<AuditNote>> decide, CancellationToken cancellation);

    /// <summary>The chain of anchors; nothing when it is empty.</summary>
    IAsyncEnumerable<StoredChain> ReadAnchorsAsync(CancellationToken cancellation);

    /// <summary>The chains of a range, but for the anchors. What anchors know that were read before is in them, with what was written meanwhile.</summary>
    IAsyncEnumerable<StoredChain> ReadAsync(ChainRange range, CancellationToken cancellation);
}

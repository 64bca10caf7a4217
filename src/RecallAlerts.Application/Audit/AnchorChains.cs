using System.Globalization;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Audit;

/// <summary>
/// Writes the heads of all chains that went on into the chain of anchors: a chain that is cut off or written anew after that is found. A detail of an
/// anchor is a chain with number:hash.
/// </summary>
/// <param name="log">The audit log.</param>
public sealed class AnchorChains(IAuditLog log)
{
    /// <summary>The most heads of one entry.</summary>
    public const int Together = 500;

    private static readonly AuditSource By = new("service", "service", "anchor");

    /// <summary>Anchors.</summary>
    public Task<Anchored> RunAsync(AnchorScope scope, Instant now, CancellationToken cancellation) => log.AnchorAsync(scope, heads => NotesOf(heads, now), cancellation);

    /// <summary>The heads that an anchor knows; what is not of its form is left out, for its hash says so too.</summary>
    public static IEnumerable<ChainHead> HeadsOf(AuditNote anchor)
    {
        foreach (var detail in anchor.Details)
        {
            var colon = detail.Value.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && long.TryParse(detail.Value.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                yield return new ChainHead(detail.Name, number, detail.Value[(colon + 1)..]);
        }
    }

    private static IReadOnlyList<AuditNote> NotesOf(IReadOnlyList<ChainHead> heads, Instant now) =>
    [
        .. heads.OrderBy(h => h.Chain, StringComparer.Ordinal).Chunk(Together)
            .Select(part => new AuditNote(now, By, AuditAction.Anchored) { Details = [.. part.Select(h => new AuditDetail(h.Chain, $"{h.Number}:{h.Hash}"))] }),
    ];
}

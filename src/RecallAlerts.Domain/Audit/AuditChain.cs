namespace RecallAlerts.Domain.Audit;

/// <summary>What is wrong with a place of a chain.</summary>
public enum AuditProblem
{
    /// <summary>changed: the entry is not as it was written</summary>
    Changed,

    /// <summary>missing: the entry is not there, and later ones are</summary>
    Missing,

    /// <summary>reordered: the entry stands behind a later one</summary>
    Reordered,

    /// <summary>inserted: another entry has the same number</summary>
    Inserted,

    /// <summary>unlinked: the entry does not follow the one before it, so one of them was put there or written anew</summary>
    Unlinked,

    /// <summary>cut-off: an anchor knows the entry, and the chain ends before it</summary>
    CutOff,

    /// <summary>rewritten: the entry is whole, and not the one that an anchor knows</summary>
    Rewritten,
}

/// <summary>Something that is wrong.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Number">The place, from 1.</param>
/// <param name="Problem">What.</param>
public sealed record AuditFinding(string Chain, long Number, AuditProblem Problem);

/// <summary>Entries that each hold the hash of the one before: what is changed, taken out, put in or moved shows. Where the end is, an anchor elsewhere says.</summary>
public static class AuditChain
{
    /// <summary>The chain that holds the heads of the others.</summary>
    public const string Anchors = "anchors";

    /// <summary>The chain of what one instance of the program showed in a month (UTC).</summary>
    public static string OfWriter(string writer, Calendar.Instant at) => $"{at.ToString()[..7]}-{writer}";

    /// <summary>The entry that a note becomes behind a head; null begins the chain.</summary>
    public static AuditEntry Append(string chain, ChainHead? head, AuditNote note)
    {
        var (number, before) = (head is null ? 1 : head.Number + 1, head?.Hash ?? "");
        return new AuditEntry(chain, number, note, before, CanonicalEntry.HashOf(chain, number, note, before));
    }

    /// <summary>The entries that notes become behind a head, in order.</summary>
    public static IReadOnlyList<AuditEntry> Append(string chain, ChainHead? head, IEnumerable<AuditNote> notes)
    {
        var entries = new List<AuditEntry>();
        foreach (var note in notes)
        {
            var entry = Append(chain, head, note);
            entries.Add(entry);
            head = entry.Head;
        }

        return entries;
    }

    /// <summary>What is wrong with a chain; nothing when it is whole and holds every head that is known of it.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="entries">Its entries as they are stored, in the order in which they stand.</param>
    /// <param name="known">Heads that it had, by anchors or by who keeps it.</param>
    public static IReadOnlyList<AuditFinding> Verify(string chain, IEnumerable<AuditEntry> entries, IEnumerable<ChainHead> known)
    {
        var check = new ChainCheck(chain, known);
        foreach (var entry in entries) check.Add(entry);
        return check.End();
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Audit;

/// <summary>An entry of the audit log.</summary>
/// <param name="Chain">The chain that it belongs to.</param>
/// <param name="Number">Its place in it, from 1.</param>
/// <param name="Note">What it says.</param>
/// <param name="Before">The hash of the entry before it; empty for the first.</param>
/// <param name="Hash">Its own hash, in hex.</param>
public sealed record AuditEntry(string Chain, long Number, AuditNote Note, string Before, string Hash)
{
    /// <summary>The place that it leaves its chain at.</summary>
    public ChainHead Head => new(Chain, Number, Hash);

    /// <summary>Stands for a stored entry that is not of the form of one: its hash fits nothing.</summary>
    public static AuditEntry Unreadable(string chain, long number) =>
        new(chain, number, new AuditNote(default, AuditSource.Program, default), "", "");
}

/// <summary>Where a chain had got to.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Number">The number of its last entry.</param>
/// <param name="Hash">The hash of that entry.</param>
public sealed record ChainHead(string Chain, long Number, string Hash);

/// <summary>The form of an entry that is hashed: every field with its length before it, so that no two entries have one form.</summary>
internal static class CanonicalEntry
{
    private const string Version = "recall-alerts-audit-1";

    /// <summary>The SHA-256 of an entry, in hex.</summary>
    public static string HashOf(string chain, long number, AuditNote note, string before)
    {
        var form = new ArrayBufferWriter<byte>(512);
        Write(form, Version);
        Write(form, chain);
        Write(form, number);
        Write(form, note.At.Seconds);
        foreach (var text in (string[])[note.By.Who, note.By.Role, note.By.Purpose, NameOf<AuditAction>.Text(note.Action)]) Write(form, text);
        Write(form, note.WatchIds.Count);
        foreach (var watchId in note.WatchIds) Write(form, watchId);
        Write(form, note.Details.Count);
        foreach (var detail in note.Details)
        {
            Write(form, detail.Name);
            Write(form, detail.Value);
        }

        Write(form, before);
        return Convert.ToHexStringLower(SHA256.HashData(form.WrittenSpan));
    }

    // Unit by unit: an encoding would give one form to what it cannot encode.
    private static void Write(ArrayBufferWriter<byte> form, string text)
    {
        Write(form, text.Length);
        var bytes = form.GetSpan(text.Length * sizeof(char));
        for (var i = 0; i < text.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes[(i * sizeof(char))..], text[i]);
        form.Advance(text.Length * sizeof(char));
    }

    private static void Write(ArrayBufferWriter<byte> form, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(form.GetSpan(sizeof(long)), number);
        form.Advance(sizeof(long));
    }
}

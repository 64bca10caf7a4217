using System.Text.Json;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>A fact as its row says it.</summary>
internal sealed record StoredFact(string Type, string EventId, Instant OccurredAt, Instant RecordedAt, string? RecordedBy, string Data, ReleaseId? Subject = null)
{
    public static StoredFact Of(RecordedFact f) => new(f.Type, f.Fact.EventId, f.Fact.OccurredAt, f.Fact.RecordedAt, f.RecordedBy, f.Data, f.Subject);

    public Fact Read()
    {
        using var data = JsonDocument.Parse(Data);
        return FactReader.ReadStored(Type, new FactHead(EventId, OccurredAt, RecordedAt), data.RootElement);
    }

    public RecordedFact Recorded(string content, string? narrative) => new(Type, Read(), RecordedBy, Data, content, narrative) { Subject = Subject };
}

/// <summary>Facts as rows: insert-only, told apart by digests. The narrative lies in the row of its fact, encrypted.</summary>
internal static class FactRows
{
    public const string Narrative = "narrative";

    public const string Version = "v";

    /// <summary>The property with the release from which a fact was copied.</summary>
    public const string Subject = "s";

    private const int MostBytes = 1_000_000;

    public static string KeyOf(RecordedFact f) => RowKeys.Fact(RecordedFact.KeyOf(f.Fact.EventId), f.Content);

    /// <exception cref="TableStoreException">It is larger than a row can hold.</exception>
    public static TableEntity Write(string watchId, string key, long version, RecordedFact f, NarrativeCipher cipher)
    {
        var row = new TableEntity(watchId, key) { [Version] = version };
        row.PutJson(StoredFact.Of(f));
        if (f.Subject is { } subject) row[Subject] = subject.Value;
        row.PutBytes(Narrative, cipher.Encrypt(f.Narrative));
        return row.SizeOf() <= MostBytes ? row : throw new TableStoreException(TableProblem.TooLarge, $"A row holds {MostBytes:N0} bytes; a fact has {row.SizeOf():N0}.");
    }

    /// <summary>Rows of facts that the release row makes visible, each key once.</summary>
    public static Dictionary<string, TableEntity> Visible(IEnumerable<TableEntity> rows, CaseHead head)
    {
        var visible = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var (stage, key) = Split(row.RowKey);
            if (key is null || (stage is null ? row.GetInt64(Version) > head.Version : !head.HasStage(stage)) || IsGivenBack(row, head)) continue;
            visible.TryAdd(key, row);
        }

        return visible;
    }

    /// <summary>Whether it was copied from a release that is no longer merged into this one.</summary>
    public static bool IsGivenBack(TableEntity row, CaseHead head) => row.GetString(Subject) is { } subject && head.GivenBack.Contains(new ReleaseId(subject));

    private static (string? Stage, string? Key) Split(string rowKey)
    {
        if (rowKey.StartsWith("f|", StringComparison.Ordinal)) return (null, rowKey);
        if (!rowKey.StartsWith("g|", StringComparison.Ordinal)) return (null, null);
        var end = rowKey.IndexOf('|', 2);
        return (rowKey[2..end], rowKey[(end + 1)..]);
    }
}

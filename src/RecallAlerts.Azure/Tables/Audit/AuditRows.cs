using System.Globalization;
using Azure.Data.Tables;
using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Azure.Tables.Audit;

/// <summary>What an index row says of an entry: all but the other releases that it concerns.</summary>
internal sealed record StoredLook(Domain.Calendar.Instant At, AuditSource By, AuditAction Action);

/// <summary>
/// Rows of the audit table. A month is a partition with the entries of all programs, the ends of their chains, and a row for each release that an entry concerns: what
/// belongs to one page is one transaction.
/// </summary>
internal static class AuditRows
{
    private const string Entries = "e|";
    private const string Ends = "h|";
    private const string Looks = "r|";
    private const long LatestSecond = 999_999_999_999;

    public static string Entry(string writer, long number) => $"{Entries}{writer}|{number:D10}";

    public static string End(string writer) => $"{Ends}{writer}";

    public static string Look(string watchId, Domain.Calendar.Instant at, string writer, long number) => $"{Looks}{watchId}|{LatestSecond - at.Seconds:D12}|{writer}|{number:D10}";

    /// <summary>A filter of the entries of a partition.</summary>
    public static string AllEntries(string partition) => Requests.Under(partition, Entries);

    /// <summary>A filter of the ends of chains of a partition.</summary>
    public static string AllEnds(string partition) => Requests.Under(partition, Ends);

    /// <summary>A filter of what concerns a release in a month, the latest first, from an instant on.</summary>
    public static string LooksFrom(string month, string watchId, Domain.Calendar.Instant? from)
    {
        var prefix = $"{Looks}{watchId}|";
        var (first, end) = (from is { } at ? $"{prefix}{LatestSecond - at.Seconds:D12}" : prefix, RowKeys.After(prefix));
        return TableClient.CreateQueryFilter($"PartitionKey eq {month} and RowKey ge {first} and RowKey lt {end}");
    }

    public static TableEntity Write(string partition, string key, AuditEntry entry)
    {
        var row = new TableEntity(partition, key);
        row.PutJson(entry);
        return row;
    }

    public static TableEntity WriteEnd(string partition, string writer, AuditEntry last)
    {
        var row = new TableEntity(partition, End(writer)) { [CaseAudit.At] = last.Note.At.Seconds };
        row.PutJson(last.Head);
        return row;
    }

    public static TableEntity WriteLook(string month, string writer, AuditEntry entry, string watchId)
    {
        var row = new TableEntity(month, Look(watchId, entry.Note.At, writer, entry.Number));
        row.PutJson(new StoredLook(entry.Note.At, entry.Note.By, entry.Note.Action));
        return row;
    }

    public static ListedEntry ReadLook(TableEntity row, string watchId)
    {
        var (parts, look) = (row.RowKey.Split('|'), row.ReadJson<StoredLook>());
        return new ListedEntry($"{row.PartitionKey}-{parts[3]}", NumberOf(row), new AuditNote(look.At, look.By, look.Action) { WatchIds = [watchId] });
    }

    /// <summary>An entry; what is not of the form of one is found by its hash.</summary>
    public static AuditEntry Read(string chain, TableEntity row)
    {
        try
        {
            var entry = row.ReadJson<AuditEntry>();
            return entry.Number == NumberOf(row) ? entry : AuditEntry.Unreadable(chain, NumberOf(row));
        }
        catch (TableStoreException)
        {
            return AuditEntry.Unreadable(chain, NumberOf(row));
        }
    }

    /// <summary>The end of a chain; one that is not of the form of one says that the chain goes on for ever, and so is found.</summary>
    public static ChainHead ReadEnd(string chain, TableEntity row)
    {
        try
        {
            return row.ReadJson<ChainHead>() with { Chain = chain };
        }
        catch (TableStoreException)
        {
            return new ChainHead(chain, long.MaxValue, "");
        }
    }

    /// <summary>The program of an entry's or an end's row.</summary>
    public static string WriterOf(TableEntity row) => row.RowKey.Split('|')[1];

    private static long NumberOf(TableEntity row) =>
        long.TryParse(row.RowKey.AsSpan(row.RowKey.LastIndexOf('|') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

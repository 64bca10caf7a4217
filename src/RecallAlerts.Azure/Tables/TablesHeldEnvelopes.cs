using System.Globalization;
using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>HMPPS envelopes that cannot be applied yet, in Table storage: one partition beside the held events, which are few.</summary>
/// <param name="tables">The tables.</param>
/// <param name="cipher">Encrypts envelopes.</param>
public sealed class TablesHeldEnvelopes(StoreTables tables, NarrativeCipher cipher) : IHeldEnvelopes
{
    // Not a key of a subject, which is hex.
    internal const string Partition = "envelopes";
    private const string EventId = "eventId";
    internal const string Body = "body";
    internal const string KeptAt = "keptAt";
    internal const string NextTryAt = "nextTryAt";
    private const string Tries = "tries";
    internal const string Reason = "reason";

    /// <inheritdoc />
    public Task<bool> KeepAsync(HeldEnvelope envelope, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition, envelope.Key) { [EventId] = envelope.EventId, [KeptAt] = envelope.ReceivedAt.Seconds, [Tries] = envelope.Tries };
        if (envelope.NextTryAt is { } next) row[NextTryAt] = next.Seconds;
        row.PutBytes(Body, cipher.Encrypt(envelope.Body));
        return tables.Held.TryInsertAsync(row, cancellation);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<HeldEnvelope>> DueAsync(Instant now, int atMost, CancellationToken cancellation)
    {
        var due = string.Create(CultureInfo.InvariantCulture, $"{TableClient.CreateQueryFilter($"PartitionKey eq {Partition}")} and not ({NextTryAt} gt {now.Seconds}L)");
        var rows = await tables.Held.ReadAsync(due, cancellation);
        return [.. rows.OrderBy(r => r.GetInt64(NextTryAt)).ThenBy(r => r.RowKey, StringComparer.Ordinal).Take(atMost).Select(Read)];
    }

    /// <inheritdoc />
    public async Task PostponeAsync(string key, Instant nextTryAt, string reason, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await tables.Held.FindAsync(Partition, key, cancellation) is not { } row) return;
            (row[NextTryAt], row[Tries], row[Reason]) = (nextTryAt.Seconds, row.GetInt32(Tries) + 1, reason);
            if (await tables.Held.TrySubmitAsync([Requests.Replace(row, row.ETag)], cancellation)) return;
        }

        throw Requests.Contended();
    }

    /// <inheritdoc />
    public Task RemoveAsync(string key, CancellationToken cancellation) => tables.Held.DeleteEntityAsync(Partition, key, ETag.All, cancellation);

    private HeldEnvelope Read(TableEntity row) => new(
        row.RowKey, row.GetString(EventId), cipher.Decrypt(row.ReadBytes(Body))!, new Instant(row.GetInt64(KeptAt)!.Value), row.GetInt64(NextTryAt) is { } next ? new Instant(next) : null,
        row.GetInt32(Tries)!.Value);
}

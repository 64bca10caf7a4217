using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Azure.Tables;

/// <summary>A message and what became of it.</summary>
/// <param name="Outbox">The message.</param>
/// <param name="NextTryAt">When it is tried next, unless it left, UTC.</param>
/// <param name="SentAt">When it left, UTC; null when it has not.</param>
/// <param name="Channel">How it left.</param>
/// <param name="Reason">Why it has not left.</param>
/// <param name="Commit">The id of the latest commit: one whose answer was lost is recognised.</param>
internal sealed record StoredMessage(OutboxMessage Outbox, Instant NextTryAt, Instant? SentAt, string? Channel, string? Reason, string? Commit)
{
    public static StoredMessage New(ServiceKey key, Message message) => new(new OutboxMessage(key.MessageIdOf(message), message, 0), message.At, null, null, null, null);

    /// <summary>With what became of a try.</summary>
    public StoredMessage With(SendOutcome outcome, Instant now, string commitId)
    {
        var tried = Outbox with { Tries = Outbox.Tries + 1 };
        return outcome switch
        {
            SendOutcome.Sent sent => this with { Outbox = tried, SentAt = now, Channel = sent.Channel, Reason = null, Commit = commitId },
            SendOutcome.HandedOver handed => this with { Outbox = Outbox with { Handovers = Outbox.Handovers + 1 }, NextTryAt = handed.RetryAt, Commit = commitId },
            SendOutcome.Failed failed => this with { Outbox = tried, Reason = failed.Reason, NextTryAt = failed.RetryAt, Commit = commitId },
            _ => throw new InvalidOperationException("The outcomes are a closed hierarchy."),
        };
    }
}

/// <summary>Messages as rows: one for each, and another while it waits.</summary>
internal static class OutboxRows
{
    private const string P = StoreTables.PeoplePartition;

    public static TableEntity Message(StoredMessage m)
    {
        var row = new TableEntity(P, RowKeys.Message(m.Outbox.Message.Audience, m.Outbox.MessageId));
        row.PutJson(m);
        return row;
    }

    public static TableEntity Unsent(StoredMessage m)
    {
        var row = new TableEntity(P, UnsentKey(m));
        row.PutJson(m.Outbox);
        return row;
    }

    public static string UnsentKey(StoredMessage m) => RowKeys.Unsent(m.NextTryAt, m.Outbox.Message.At, m.Outbox.MessageId);

    /// <summary>Writes what became of a try: what waits moves to its next try, or goes.</summary>
    public static IReadOnlyList<TableTransactionAction> Recorded(TableEntity row, StoredMessage before, StoredMessage after)
    {
        var actions = new List<TableTransactionAction> { Requests.Replace(Message(after), row.ETag) };
        var (old, next) = (UnsentKey(before), after.SentAt is null ? UnsentKey(after) : null);
        if (next is not null) actions.Add(Requests.Put(Unsent(after)));
        if (next != old) actions.Add(Requests.Delete(P, old));
        return actions;
    }
}

/// <summary>What a delivery has to know of its audience.</summary>
/// <param name="Recent">Messages of the last days, for the caps; and at most one of a kind leaves in one second.</param>
/// <param name="Commits">Ids of the latest commits, the latest first.</param>
internal sealed record AudienceHead(IReadOnlyList<SentMessage> Recent, string Commits)
{
    private const long DaysKept = 9;
    private const int CommitsKept = 8;

    public static AudienceHead None { get; } = new([], "");

    public int Immediate(Instant since) => Recent.Count(m => m.Kind == MessageKind.Immediate && m.At >= since);

    public bool Has(Message message) => Recent.Any(m => m.Kind == message.Kind && m.At == message.At);

    public bool HasCommit(string commitId) => Commits.Split(' ').Contains(commitId, StringComparer.Ordinal);

    public AudienceHead With(IEnumerable<Message> messages, string commitId)
    {
        SentMessage[] all = [.. Recent, .. messages.Select(m => new SentMessage(m.At, m.Kind))];
        var latest = all.Length == 0 ? default : all.Max(m => m.At);
        return new AudienceHead(
            [.. all.Where(m => m.At >= latest.PlusSeconds(-DaysKept * Instant.Day))], string.Join(' ', Commits.Split(' ').Prepend(commitId).Take(CommitsKept)));
    }

    public TableEntity Write(Person audience)
    {
        var row = new TableEntity(StoreTables.PeoplePartition, RowKeys.Audience(audience));
        row.PutJson(this);
        return row;
    }
}

/// <summary>A message that was decided.</summary>
internal sealed record SentMessage(Instant At, MessageKind Kind);

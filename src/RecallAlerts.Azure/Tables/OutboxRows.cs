using Azure;
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

    /// <summary>With what became of a try; null when there is nothing to record.</summary>
    public StoredMessage? With(Tried tried, Instant now, string commitId)
    {
        if (SentAt is not null || Commit == commitId) return null;
        var outbox = Outbox with { Tries = Outbox.Tries + 1 };
        return tried.Outcome switch
        {
            SendOutcome.Sent sent => this with { Outbox = outbox, SentAt = now, Channel = sent.Channel, Reason = null, Commit = commitId },
            SendOutcome.HandedOver handed => With(handed, tried.Message, commitId),
            SendOutcome.Failed failed => this with { Outbox = outbox, Reason = failed.Reason, NextTryAt = failed.RetryAt, Commit = commitId },
            _ => throw new InvalidOperationException("The outcomes are a closed hierarchy."),
        };
    }

    // Who was handed it may have tried before this is recorded: then it waits as that says.
    private StoredMessage? With(SendOutcome.HandedOver handed, OutboxMessage read, string commitId)
    {
        if (Outbox.Handovers > read.Handovers) return null;
        var outbox = Outbox with { Handovers = read.Handovers + 1 };
        return this with { Outbox = outbox, NextTryAt = Outbox.Tries > read.Tries ? NextTryAt : handed.RetryAt, Commit = commitId };
    }
}

/// <summary>A message as one of its rows was read, which guards what is recorded of it: with each of them the other changes.</summary>
/// <param name="Message">The message.</param>
/// <param name="Row">Guards its row; null when that was not read.</param>
/// <param name="Unsent">Guards the row of its waiting; null when that was not read.</param>
internal sealed record FoundMessage(StoredMessage Message, ETag? Row, ETag? Unsent);

/// <summary>Messages as rows: one for each, and another, with the same, while it waits.</summary>
internal static class OutboxRows
{
    /// <summary>When a message left, which is looked for; no property before.</summary>
    public const string Left = "left";

    private const string P = StoreTables.OverallPartition;

    public static TableEntity Message(StoredMessage m)
    {
        var row = new TableEntity(P, RowKeys.Message(m.Outbox.Message.Audience, m.Outbox.MessageId));
        if (m.SentAt is { } at) row[Left] = at.Seconds;
        row.PutJson(m);
        return row;
    }

    public static TableEntity Unsent(StoredMessage m)
    {
        var row = new TableEntity(P, UnsentKey(m));
        row.PutJson(m);
        return row;
    }

    public static string UnsentKey(StoredMessage m) => RowKeys.Unsent(m.NextTryAt, m.Outbox.Message.At, m.Outbox.MessageId);

    /// <summary>Writes what became of a try: what waits moves to its next try, or goes.</summary>
    public static IReadOnlyList<TableTransactionAction> Recorded(FoundMessage found, StoredMessage after)
    {
        var message = Requests.Replace(Message(after), found.Row ?? ETag.All);
        var (old, guard) = (UnsentKey(found.Message), found.Unsent ?? ETag.All);
        if (after.SentAt is not null) return [message, Requests.Delete(P, old, guard)];
        var unsent = Unsent(after);
        return unsent.RowKey == old ? [message, Requests.Replace(unsent, guard)] : [message, Requests.Put(unsent), Requests.Delete(P, old, guard)];
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
        var row = new TableEntity(StoreTables.OverallPartition, RowKeys.Audience(audience));
        row.PutJson(this);
        return row;
    }
}

/// <summary>A message that was decided.</summary>
internal sealed record SentMessage(Instant At, MessageKind Kind);

using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Tests.Messages;

/// <summary>Messages for tests.</summary>
internal static class Outgoing
{
    public const string Crn = "X123456";

    public static readonly Instant Now = Instant.Parse("2026-06-02T09:00:00Z");

    public static readonly Person Owner = new(Role.Practitioner, "P1");

    public static readonly Person Duty = new(Role.DutySpo, "derby-city");

    public static readonly Uri Pages = new("https://alerts.example/");

    public static Message Of(
        MessageKind kind = MessageKind.Immediate, int alerts = 1, Severity? worst = Severity.Urgent, Person? audience = null, Instant? at = null, params string[] pdus) => new(
        at ?? Now, audience ?? Owner, kind, [.. Enumerable.Range(0, alerts).Select(i => new AlertId($"{i:x2}f0e1d2c3b4a5968778695a4b3c2d1e"))], [], worst,
        pdus.Length == 0 ? ["derby-city"] : pdus);

    public static Message Weekend(int releases) => new(
        Now, Duty, MessageKind.Weekend, [], [.. Enumerable.Range(0, releases).Select(i => new ReleaseId($"{Crn}-2026-06-{i + 1:00}"))], null, ["derby-city"]);

    public static OutboxMessage Waiting(string id, int tries = 0, Instant? at = null, Person? audience = null) => new(id, Of(at: at, audience: audience), tries);
}

/// <summary>A directory that knows who it is told of.</summary>
internal sealed class FakeDirectory(params Person[] known) : IDirectory
{
    public Dictionary<Person, Person> Covers { get; } = [];

    public Contact? Find(Person person) => known.Contains(person) ? new Contact("email", $"{person.Id}@staff.example") : null;

    public Person CoverOf(Person person, Instant now) => Covers.GetValueOrDefault(person, person);

    public IReadOnlyList<Person> CoveredBy(Person person, Instant now) => [person];
}

/// <summary>An outbox in memory that keeps the contract of the port: what is not due is not given.</summary>
internal sealed class FakeOutbox(params OutboxMessage[] messages) : IMessageStore
{
    private readonly Dictionary<string, (OutboxMessage Message, Instant NextTry, SendOutcome? Outcome)> _rows =
        messages.ToDictionary(m => m.MessageId, m => (m, m.Message.At, (SendOutcome?)null), StringComparer.Ordinal);

    /// <summary>Ids for which recording fails.</summary>
    public HashSet<string> Refusing { get; } = new(StringComparer.Ordinal);

    public int AskedAtMost { get; private set; }

    public SendOutcome? OutcomeOf(string id) => _rows[id].Outcome;

    public int TriesOf(string id) => _rows[id].Message.Tries;

    public Task<IReadOnlyList<OutboxMessage>> UnsentAsync(Instant now, int atMost, CancellationToken cancellation)
    {
        AskedAtMost = atMost;
        return Task.FromResult<IReadOnlyList<OutboxMessage>>(
            [.. _rows.Values.Where(r => r.Outcome is not SendOutcome.Sent && r.NextTry <= now).OrderBy(r => r.NextTry).Take(atMost).Select(r => r.Message)]);
    }

    public Task<OutboxMessage?> FindUnsentAsync(Person audience, string messageId, CancellationToken cancellation) => Task.FromResult(
        _rows.TryGetValue(messageId, out var row) && row.Outcome is not SendOutcome.Sent && row.Message.Message.Audience == audience ? row.Message : null);

    /// <summary>How many tries were recorded together, each time.</summary>
    public List<int> Recorded { get; } = [];

    public Task RecordAsync(IReadOnlyList<Tried> tries, Instant now, CancellationToken cancellation)
    {
        Recorded.Add(tries.Count);
        if (tries.Any(t => Refusing.Contains(t.Message.MessageId))) throw new IOException("the disk is full");
        foreach (var (message, outcome) in tries) _rows[message.MessageId] = After(_rows[message.MessageId].Message, outcome, _rows[message.MessageId].NextTry);
        return Task.CompletedTask;
    }

    private static (OutboxMessage, Instant, SendOutcome?) After(OutboxMessage message, SendOutcome outcome, Instant nextTry) => outcome switch
    {
        SendOutcome.Failed failed => (message with { Tries = message.Tries + 1 }, failed.RetryAt, outcome),
        SendOutcome.HandedOver handed => (message with { Handovers = message.Handovers + 1 }, handed.RetryAt, outcome),
        _ => (message with { Tries = message.Tries + 1 }, nextTry, outcome),
    };

    public Task<Instant?> NextDueAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<Person>> DueAudiencesAsync(Instant now, CancellationToken cancellation) => throw new NotSupportedException();

    public Task DeliverAsync(
        IReadOnlyList<AudienceGroup> groups, DeliveryInstants instants, Func<AudienceState, AudienceDelivery> decide, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Instant?> WeekendListsThroughAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task AddWeekendListAsync(IReadOnlyList<Message> messages, Instant through, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<int> ForgetAsync(Instant before, int atMost, CancellationToken cancellation) => throw new NotSupportedException();
}

/// <summary>A sender that does what it is told, and remembers what it was given.</summary>
internal sealed class FakeSender(Func<OutgoingMessage, SendOutcome>? act = null) : IMessageSender
{
    public List<OutgoingMessage> Given { get; } = [];

    public IEnumerable<string> Ids => Given.Select(m => m.MessageId);

    public Task<SendOutcome> SendAsync(OutgoingMessage message, Instant now, CancellationToken cancellation)
    {
        Given.Add(message);
        return Task.FromResult(act is null ? new SendOutcome.Sent("email") : act(message));
    }
}

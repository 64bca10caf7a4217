using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Delivery;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>What each operation costs: every request is a transaction that is paid for.</summary>
public sealed class CostTests : IAsyncLifetime
{
    private static readonly Alert K = Alert(X1, "k");
    private TablesStores? _stores;

    private static CancellationToken None => CancellationToken.None;

    private Ports Ports => _stores!.One;

    public async Task InitializeAsync() => _stores = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await _stores!.DisposeAsync();

    [Fact]
    public async Task Registration()
    {
        await CostsAsync("1 cases get, 1 held query, 3 transaction", () => Ports.Cases.RegisterAsync(Case()));
        await CostsAsync("1 cases get, 1 held query", () => Ports.Cases.RegisterAsync(Case()));
    }

    [Fact]
    public async Task Append()
    {
        await Ports.Cases.WatchAsync(Release(), _ => [K], T0.PlusHours(5));
        await CostsAsync("1 cases query, 1 transaction", () => AppendAsync("e1", wake: 5));
        await CostsAsync("1 cases query, 1 transaction", () => AppendAsync("e2", wake: 9));
        await CostsAsync("1 cases query, 1 overall write, 2 transaction", () => AppendAsync("e3", wake: 4));
        await CostsAsync("1 cases query", () => AppendAsync("e3", wake: 4));
        await CostsAsync("1 cases query, 1 overall write, 1 transaction", () => AppendAsync("e4", wake: null));
        await CostsAsync("1 cases query, 1 transaction", () => AppendAsync("e5", wake: null));
    }

    [Fact]
    public async Task Look()
    {
        await Ports.Cases.RegisterAsync(Case());
        await CostsAsync("1 cases query, 2 transaction", () => Ports.Cases.ReviewAsync(X1, [K], T0.PlusHours(5)));
        await CostsAsync("1 cases query", () => Ports.Cases.UpdateAsync(Key.WatchIdOf(X1), _ => null, None));
        await CostsAsync("1 cases query, 2 transaction", () => Ports.Cases.ReviewAsync(X1, [K.Telling(T0.PlusHours(6))], T0.PlusHours(9), T0.PlusHours(5)));
        await CostsAsync("1 cases query, 1 overall query", () => Ports.Cases.UpdateAsync(Key.WatchIdOf(X1), _ => null, None));
        await CostsAsync("1 cases query, 2 overall query, 2 transaction", () => Ports.Cases.ReviewAsync(X1, [K.Telling(T0.PlusHours(6), to: P2)], T0.PlusHours(10), T0.PlusHours(9)));
    }

    [Fact]
    public async Task Act()
    {
        await Ports.Cases.WatchAsync(Release(), _ => [K], T0.PlusHours(5));
        await CostsAsync("1 overall get", () => Ports.Cases.FindReleaseAsync(K.Id, None));
        await CostsAsync("1 cases query, 1 overall write, 2 transaction", () => Ports.Cases.UpdateAsync(
            [X1], r => new(
                [K with { Status = AlertStatus.Acknowledged, AcknowledgedAt = T0 }], [new ChangedAlert(K, new Acknowledged(T0, P1, null), "p1")], null, T0.PlusHours(1)), None));
        await CostsAsync("1 audit write, 1 cases query, 2 transaction", () => Ports.Cases.UpdateAsync(
            [X1], r => new(r.Alerts, [], null, T0.PlusHours(1)) { Audit = [Acted(T0, AuditAction.Undone)] }, None));
    }

    [Fact]
    public async Task Looked()
    {
        await CostsAsync("1 audit get, 1 audit write, 1 transaction", () => Ports.Audit.NoteAsync(Acted(T0, AuditAction.Consulted), None));
        await CostsAsync("1 transaction", () => Ports.Audit.NoteAsync(Acted(T0, AuditAction.Consulted, [.. Enumerable.Range(0, 50).Select(n => $"w{n}")]), None));
        await CostsAsync("2 transaction", () => Ports.Audit.NoteAsync(Acted(T0, AuditAction.Consulted, [.. Enumerable.Range(0, 100).Select(n => $"w{n}")]), None));
    }

    [Fact]
    public async Task Message()
    {
        await Ports.Cases.WatchAsync(K.Telling(T0), Alert(X1, "l").Telling(T0));
        await CostsAsync("1 overall query", () => Ports.Messages.DueAudiencesAsync(T0, None));
        await CostsAsync("1 overall query, 1 transaction", () => Steps.DeliverAsync(Ports));
        await CostsAsync("1 overall query", () => Steps.DeliverAsync(Ports));
        await CostsAsync("1 overall query", () => Ports.Messages.UnsentAsync(T0, 10, None));
        var message = (await Ports.Messages.UnsentAsync(T0, 10, None))[0];
        await CostsAsync("1 transaction", () => Ports.Messages.RecordAsync([new Tried(message, new SendOutcome.HandedOver(T0.PlusHours(1)))], T0, None));
        await CostsAsync("1 overall get", () => Ports.Messages.FindUnsentAsync(P1, message.MessageId, None));
        await CostsAsync("1 transaction", () => Ports.Messages.RecordAsync([new Tried(message, new SendOutcome.Sent("email"))], T0, None));
    }

    [Fact]
    public async Task Deliveries_AreCommittedTogether()
    {
        Person[] people = [.. Enumerable.Range(0, 40).Select(n => new Person(Role.Practitioner, $"p{n}"))];
        await Ports.Cases.WatchAsync([.. people.Select(to => (Alert(X1, to.Id) with { Owner = to }).Telling(T0, to: to))]);
        await CostsAsync("1 overall query, 2 transaction", () => Ports.Messages.DeliverAsync([.. people.Select(to => new AudienceGroup(to, [to]))], DeliveryInstants.Of(T0), Steps.TellAll, None));
        Assert.Equal(people.Order(), (await Ports.Messages.UnsentAsync(T0, 100, None)).Select(m => m.Message.Audience).Order());
        await _stores!.AssertIndexIsOfCasesAsync();
    }

    [Fact]
    public async Task Handovers_AreRecordedTogether()
    {
        await Ports.Messages.AddWeekendListAsync([.. Enumerable.Range(0, 40).Select(n => new Message(T0, new Person(Role.DutySpo, $"pdu-{n}"), MessageKind.Weekend, [], [X1], null, ["gwent"]))], T0, None);
        var read = await Ports.Messages.UnsentAsync(T0, 100, None);
        await CostsAsync("2 transaction", () => Ports.Messages.RecordAsync([.. read.Select(m => new Tried(m, new SendOutcome.HandedOver(T0.PlusHours(1))))], T0, None));
        Assert.All(await Ports.Messages.UnsentAsync(T0.PlusHours(1), 100, None), m => Assert.Equal(1, m.Handovers));
    }

    [Fact]
    public async Task Sweep()
    {
        await Ports.Cases.RegisterAsync([Case(), Case("X000002"), Case("X000003")], None);
        await Ports.Cases.ReviewAsync(X1, wake: T0.PlusHours(5));
        await CostsAsync("2 cases get, 1 overall query", () => Ports.Cases.DueAsync(T0, 10, None));
        await CostsAsync("1 overall query", () => Ports.Cases.LatestReleasedAtAsync(None));
        await CostsAsync("1 overall query", () => Ports.Cases.ReleasedBetweenAsync(T0, T0.PlusHours(1), None));
    }

    private Task AppendAsync(string eventId, int? wake) => Ports.Cases.AppendAsync(
        [Fact(eventId).To(X1)], T0.PlusHours(1), r => wake is { } hours ? Reviewed(r, r.Alerts, T0.PlusHours(hours), T0.PlusHours(1)) : null, None);

    private async Task CostsAsync(string expected, Func<Task> operation)
    {
        _stores!.Counting.Reset();
        await operation();
        Assert.Equal(expected, _stores.Counting.ToString());
    }
}

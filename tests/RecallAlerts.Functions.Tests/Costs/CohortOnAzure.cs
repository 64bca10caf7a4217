using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Moq;
using RecallAlerts.Adapters.Tests.Tables;
using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Azure.ServiceBus;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Composition;
using RecallAlerts.Functions.Intake;
using RecallAlerts.Functions.Sending;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Functions.Tests.Watching.Durable;
using RecallAlerts.Functions.Watching;
using RecallAlerts.LocalHost.Simulation;
using RecallAlerts.Notify.Directory;

namespace RecallAlerts.Functions.Tests.Costs;

/// <summary>
/// The whole app in virtual time: its functions, the watches in the host of the tests, and the stores on a real table server whose every request is counted.
/// </summary>
internal sealed class CohortOnAzure : IAsyncDisposable
{
    private static readonly byte[] Secret = "recall-alerts-functions-tests-0!"u8.ToArray();

    private readonly CountingPolicy _counting = new();
    private readonly List<ServiceBusMessage> _handed = [];
    private readonly Dictionary<AlertId, string> _watchOf = [];
    private readonly RecordedActions _actions = new();
    private readonly VirtualDurableClient _client;
    private readonly UseCases _useCases;
    private readonly Stores _uncounted;

    private CohortOnAzure(VirtualDurable durable, StoreTables counted, StoreTables uncounted, CountingPolicy counting)
    {
        (_counting, Durable) = (counting, durable);
        _client = new VirtualDurableClient(Durable);
        var stores = StoresOf(counted);
        var messages = new CountedMessages(stores.Messages, () => counting.Total);
        Ledger = new Ledger(() => counting.Total, () => messages.Total);
        _uncounted = StoresOf(uncounted);
        var broker = new Mock<ServiceBusSender>();
        broker.Setup(b => b.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).Callback((ServiceBusMessage m, CancellationToken _) => _handed.Add(m));
        var senders = new Senders(
            new ServiceBusPublisher(broker.Object, RetryPauses.Default), new FakeNotify(), new AbsenceDirectory(new RolesOnlyDirectory(), new TablesAbsences(counted)), new SendSettings(new Uri("https://alerts.example"), RetryPauses.Default));
        _useCases = new UseCases(stores with { Messages = messages }, senders, new Setting(PolicyDocument.Default, BankHolidays.Default, Secret), new Instruments());
        var activities = new WatchActivities(_useCases, Durable.Time, Logs.Of<WatchActivities>());
        Durable.RegisterOrchestrator<WatchInput>(nameof(WatchRelease), WatchRelease.RunAsync);
        Durable.RegisterActivity(WatchRelease.ReviewRelease, async watchId =>
        {
            HasLooked = true;
            return await Ledger.RunAsync<object?>("look", async () => await activities.ReviewAsync(watchId, CancellationToken.None), _ => [watchId], 0);
        });
        Durable.RegisterActivity(WatchRelease.ClassifyRecall, watchId => Ledger.RunAsync<object?>("classify", async () =>
        {
            await activities.ClassifyAsync(watchId, CancellationToken.None);
            return null;
        }, _ => [watchId], 0));
    }

    public VirtualDurable Durable { get; }

    public Ledger Ledger { get; }

    public CapturedLogs Logs { get; } = new();

    /// <summary>Whether a watch has looked since it was last asked.</summary>
    public bool HasLooked { get; set; }

    public Instant Now => Instant.From(Durable.Now);

    public int Transactions => _counting.Total;

    public string Operations => _counting.ToString();

    public static async Task<CohortOnAzure> StartAsync(Instant start)
    {
        var (counting, prefix, durable) = (new CountingPolicy(), AzuriteServer.NewPrefix(), new VirtualDurable(start.ToDateTimeOffset()));
        var options = new TableClientOptions();
        options.AddPolicy(counting, HttpPipelinePosition.PerRetry);
        var counted = new StoreTables(await AzuriteServer.OpenAsync(options), new TableOptions(prefix), durable.Time);
        await counted.CreateAsync(CancellationToken.None);
        return new CohortOnAzure(durable, counted, new StoreTables(await AzuriteServer.OpenAsync(new TableClientOptions()), new TableOptions(prefix), durable.Time), counting);
    }

    public string WatchIdOf(SimulatedRelease release) => _useCases.Key.WatchIdOf(new Domain.Releases.ReleaseId(release.Events[0].Subject));

    /// <summary>A message on the queue of events.</summary>
    public Task IngestAsync(SimulatedEvent e, string watchId) => Ledger.RunAsync($"ingest {(e.Type == "release.registered" ? "release" : "event")}", async () =>
    {
        using var line = new MemoryStream();
        CohortWriter.Write(line, [e], CancellationToken.None);
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromBytes(line.ToArray()), messageId: e.Id, deliveryCount: 1);
        await new IngestCaseEvents(_useCases, Durable.Time, Logs.Of<IngestCaseEvents>()).RunAsync(message, _actions, _client, CancellationToken.None);
        return 0;
    }, _ => [watchId], 1);

    /// <summary>The minute's sweep; its invocation is the app's, what it does for somebody is theirs.</summary>
    public async Task SweepAsync()
    {
        await Ledger.RunAsync("sweep", async () =>
        {
            await new PublishOutbox(_useCases, Durable.Time, Logs.Of<PublishOutbox>()).RunAsync(new(), _client, CancellationToken.None);
            return await ReleasesOfAsync(_handed);
        }, releases => releases, 0, isOfTheApp: true);
        await DispatchAsync();
    }

    /// <summary>What was handed to the broker is delivered.</summary>
    public async Task DispatchAsync()
    {
        while (_handed.Count > 0)
        {
            var message = _handed[0];
            var releases = await ReleasesOfAsync([message]);
            _handed.RemoveAt(0);
            await Ledger.RunAsync("dispatch", async () =>
            {
                var received = ServiceBusModelFactory.ServiceBusReceivedMessage(body: message.Body, messageId: message.MessageId, deliveryCount: 1);
                await new DispatchAlerts(_useCases, Durable.Time, Logs.Of<DispatchAlerts>()).ImmediateAsync(received, _actions, CancellationToken.None);
                return 0;
            }, _ => releases, 1);
        }
    }

    public Task<Instant?> NextDueAsync() => _uncounted.Messages.NextDueAsync(CancellationToken.None);

    public IReadOnlyList<(string MessageId, string? Reason, string? Description)> DeadLettered => _actions.DeadLettered;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<IReadOnlyCollection<string>> ReleasesOfAsync(IEnumerable<ServiceBusMessage> messages)
    {
        var releases = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            var handed = HandedMessage.Read(message.Body)!;
            var outbox = await _uncounted.Messages.FindUnsentAsync(handed.Audience, handed.MessageId, CancellationToken.None);
            foreach (var id in outbox!.Message.Releases) releases.Add(_useCases.Key.WatchIdOf(id));
            foreach (var alert in outbox.Message.Alerts) releases.Add(await WatchOfAsync(alert));
        }

        return releases;
    }

    private async Task<string> WatchOfAsync(AlertId alert)
    {
        if (_watchOf.TryGetValue(alert, out var known)) return known;
        var id = await _uncounted.Cases.FindReleaseAsync(alert, CancellationToken.None);
        return _watchOf[alert] = _useCases.Key.WatchIdOf(id!.Value);
    }

    private static Stores StoresOf(StoreTables tables)
    {
        var (key, narratives) = (new ServiceKey(Secret), new NarrativeCipher(Secret));
        return new Stores(
            new TablesCaseStore(tables, narratives, key), new TablesMessageStore(tables, key),
            new TablesRecallStore(tables, key, narratives, new NarrativeCipher(Secret, NarrativeCipher.Answers)), new TablesQueries(tables, key), new TablesExports(tables),
            new TablesReports(tables), new TablesHeldEnvelopes(tables, new NarrativeCipher(Secret, NarrativeCipher.Envelopes)),
            new TablesPeopleStore(tables, narratives, new NarrativeCipher(Secret, NarrativeCipher.Envelopes), key))
        {
            Audit = new TablesAuditLog(tables, "cohort"),
            Operations = new TablesOperations(tables),
            ExportJobs = new TablesExportJobs(tables),
            Timelines = new TablesTimelines(tables, key),
        };
    }
}

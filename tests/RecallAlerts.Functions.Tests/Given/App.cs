using Azure.Messaging.ServiceBus;
using Moq;
using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Azure.ServiceBus;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Functions.Composition;
using RecallAlerts.Functions.Intake;
using RecallAlerts.Functions.Sending;
using RecallAlerts.Functions.Watching;
using RecallAlerts.Notify.Directory;
using RecallAlerts.Sqlite;

namespace RecallAlerts.Functions.Tests.Given;

/// <summary>The app over a real store in memory, with everything outside of it recorded.</summary>
internal sealed class App : IAsyncDisposable
{
    /// <summary>A Tuesday, 10:00 in London.</summary>
    public static readonly Instant Start = Instant.Parse("2026-06-02T09:00:00Z");

    public static readonly byte[] Secret = "recall-alerts-functions-tests-0!"u8.ToArray();

    private readonly SqliteDatabase _database = SqliteDatabase.OpenInMemory();
    private readonly Mock<ServiceBusSender> _broker = new();

    public App(Func<Stores, Stores>? stores = null)
    {
        _broker.Setup(b => b.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).Callback((ServiceBusMessage m, CancellationToken _) => Handed.Add(m));
        Setting = new Setting(PolicyDocument.Default, BankHolidays.Default, Secret);
        var senders = new Senders(
            new ServiceBusPublisher(_broker.Object, RetryPauses.Default), People, new AbsenceDirectory(new RolesOnlyDirectory(), new SqliteAbsences(_database)), new SendSettings(new Uri("https://alerts.example"), RetryPauses.Default));
        var instruments = new Instruments();
        var own = Open();
        own = own with { Queries = new MeasuredQueries(own.Queries, instruments), Messages = new MeasuredMessageStore(own.Messages, instruments) };
        UseCases = new UseCases(stores is null ? own : stores(own), senders, Setting, instruments);
    }

    public Setting Setting { get; }

    public Clock Clock { get; } = new(Start);

    public CapturedLogs Logs { get; } = new();

    public RecordedDurable Durable { get; } = new();

    public RecordedActions Actions { get; } = new();

    public FakeNotify People { get; } = new();

    /// <summary>What the broker was handed.</summary>
    public List<ServiceBusMessage> Handed { get; } = [];

    public UseCases UseCases { get; }

    /// <summary>Exports in the background, which are tables' (ExportTests).</summary>
    public Mock<IExportJobs> ExportJobs { get; } = new();

    public string WatchId => UseCases.Key.WatchIdOf(new ReleaseId(Sent.ReleaseId));

    public IngestCaseEvents Ingest => new(UseCases, Clock, Logs.Of<IngestCaseEvents>());

    public DispatchAlerts Dispatch => new(UseCases, Clock, Logs.Of<DispatchAlerts>());

    public WatchActivities Activities => new(UseCases, Clock, Logs.Of<WatchActivities>());

    public Task IngestAsync(params string[] bodies) => IngestAsync(CancellationToken.None, bodies);

    public async Task IngestAsync(CancellationToken cancellation, params string[] bodies)
    {
        foreach (var body in bodies) await Ingest.RunAsync(Received(body), Actions, Durable.Client, cancellation);
    }

    public Task SweepAsync() => new PublishOutbox(UseCases, Clock, Logs.Of<PublishOutbox>()).RunAsync(new(), Durable.Client, CancellationToken.None);

    public async Task<CaseRecord> CaseAsync() => (await UseCases.Stores.Cases.FindAsync(new ReleaseId(Sent.ReleaseId), CancellationToken.None))!;

    /// <summary>Somebody who is homeless, registered, reviewed and told of.</summary>
    public async Task TellAsync()
    {
        await IngestAsync(Sent.Registration(), Sent.Homeless());
        await Activities.ReviewAsync(WatchId, CancellationToken.None);
    }

    /// <summary>A message as it comes from the queue.</summary>
    public static ServiceBusReceivedMessage Received(string body, int deliveries = 1, string id = "broker-1") =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromString(body), messageId: id, deliveryCount: deliveries);

    /// <summary>A message that was handed over, as it comes from the subscription.</summary>
    public static ServiceBusReceivedMessage Received(ServiceBusMessage handed, int deliveries = 1) => Received(handed.Body.ToString(), deliveries, handed.MessageId);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Stores Open()
    {
        var (cache, narratives, key) = (new CaseCache(100), new NarrativeCipher(Secret), new ServiceKey(Secret));
        return new Stores(
            new SqliteCaseStore(_database, narratives, cache, key), new SqliteMessageStore(_database, key, cache),
            new SqliteRecallStore(_database, narratives, new NarrativeCipher(Secret, NarrativeCipher.Answers), cache), new SqliteQueries(_database),
            new SqliteExports(_database), new SqliteReports(_database),
            new SqliteHeldEnvelopes(_database, new NarrativeCipher(Secret, NarrativeCipher.Envelopes)),
            new SqlitePeopleStore(_database, key, narratives, new NarrativeCipher(Secret, NarrativeCipher.Envelopes), cache))
        {
            Audit = new SqliteAuditLog(_database, "app"),
            Operations = new SqliteOperations(_database),
            ExportJobs = ExportJobs.Object,
            Timelines = new SqliteTimelines(_database),
        };
    }
}

/// <summary>Stands in for GOV.UK Notify.</summary>
internal sealed class FakeNotify : IMessageSender
{
    public List<OutgoingMessage> Given { get; } = [];

    public SendOutcome Answer { get; set; } = new SendOutcome.Sent("email");

    public Task<SendOutcome> SendAsync(OutgoingMessage message, Instant now, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Given.Add(message);
        return Task.FromResult(Answer);
    }
}

using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Operations;
using RecallAlerts.Azure.ServiceBus;
using RecallAlerts.Functions.Http;
using RecallAlerts.Functions.Sending;
using RecallAlerts.Functions.Tests.Access;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Tests;

/// <summary>A whole life with one person through every trigger, failures included; then every place is searched where nothing about that person may stand.</summary>
public sealed class PrivacyTests : IAsyncDisposable
{
    private const string EventId = "event-e1";

    private readonly App _app = new();
    private readonly Tenant _tenant = new();
    private readonly List<string> _thrown = [];

    public async ValueTask DisposeAsync()
    {
        _tenant.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Life_LeavesNothingAboutThePersonWhereItMustNotStand()
    {
        _app.Durable.Mock.Setup(c => c.GetAllInstancesAsync(It.IsAny<OrchestrationQuery?>()))
            .Returns(Pageable.Create<OrchestrationMetadata>((_, _) => Task.FromResult(new Page<OrchestrationMetadata>([]))));
        await LiveAsync();
        await RefuseAsync();
        await FailAsync();
        await SendBackAsync();
        var alerts = (await _app.CaseAsync()).Alerts.Select(a => a.Id.Value).ToArray();
        await EndAsync();
        string[] secrets = [Sent.Crn, Sent.Noms, Sent.ReleaseId, Sent.Narrative, EventId, .. alerts];
        Assert.True(alerts.Length >= 3 && _app.Logs.Lines.Count > 10 && !_app.Durable.Raised.IsEmpty && _thrown.Count >= 3, $"The life was too short to prove anything: {alerts.Length} alerts, {_app.Logs.Lines.Count} lines, {_app.Durable.Raised.Count} events, {_thrown.Count} exceptions.");
        AssertFree(string.Join('\n', _app.Logs.Lines), secrets, "a log");
        AssertFree(JsonSerializer.Serialize(_app.Durable.Started.Select(s => new { s.Name, s.Id, s.Input })), secrets, "the input of an orchestration");
        AssertFree(JsonSerializer.Serialize(_app.Durable.Raised.Select(s => new { s.Id, s.Name, s.Payload })), secrets, "the payload of an event");
        AssertFree(JsonSerializer.Serialize(_app.Actions.DeadLettered.Select(d => new { d.Reason, d.Description })), secrets, "a dead letter's reason");
        AssertFree(string.Join('\n', _app.Handed.Select(Text)), secrets, "a message on the broker");
        AssertFree(string.Join('\n', _thrown), secrets, "an exception");
    }

    private async Task LiveAsync()
    {
        await _app.IngestAsync(Sent.Registration());
        await ReviewAsync();
        await _app.IngestAsync(Sent.Homeless(EventId), Sent.Homeless(EventId), Sent.Homeless(EventId, "X999999"));
        await ReviewAsync();
        foreach (var message in _app.Handed.ToArray()) await _app.Dispatch.ImmediateAsync(App.Received(message), _app.Actions, CancellationToken.None);
        await HttpAsync("POST", "/api/releases", Sent.Release());
        await HttpAsync("POST", "/api/events", Sent.Homeless(EventId));
        await HttpAsync("POST", "/api/events", Sent.Homeless(EventId).Replace("A08A", Sent.Crn, StringComparison.Ordinal));
    }

    private async Task RefuseAsync()
    {
        foreach (var (from, to) in new[] { ("accommodation.recorded", Sent.Crn), ("A08A", Sent.Noms), ("2026-06-02T08:00:00Z", Sent.Crn), ("\"subject\":\"" + Sent.Crn, "\"subject\":\"Z" + Sent.ReleaseId) })
            await _app.IngestAsync(Sent.Homeless(EventId).Replace(from, to, StringComparison.Ordinal));
        await _app.IngestAsync("{\"" + Sent.Crn, Sent.Recall().Replace(Sent.Narrative, string.Concat(Enumerable.Repeat(Sent.Narrative, 400)), StringComparison.Ordinal));
        await _app.Dispatch.ListsAsync(App.Received("{\"messageId\":\"" + Sent.Crn), _app.Actions, CancellationToken.None);
    }

    private async Task FailAsync()
    {
        _app.Durable.StartFailure = _app.Durable.RaiseFailure = new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.Internal, Sent.ReleaseId));
        await _app.IngestAsync(Sent.Event("event-e2", "handover.completed"));
        _app.Clock.Now = App.Start.PlusSeconds(200);
        await _app.SweepAsync();
        _app.Durable.StartFailure = _app.Durable.RaiseFailure = null;
        await _app.SweepAsync();
        var broken = new Mock<ICaseStore>();
        broken.SetReturnsDefault(Task.FromException<CaseRecord?>(new StoreException(StoreProblem.Unavailable, Sent.ReleaseId)));
        await using var app = new App(s => s with { Cases = broken.Object });
        foreach (var run in new Func<Task>[] { () => app.Activities.ReviewAsync(_app.WatchId, default), () => app.Activities.ReviewAsync(_app.WatchId, default), () => app.Activities.ReviewAsync(_app.WatchId, default) })
            _thrown.Add((await Assert.ThrowsAsync<LookFailedException>(run)).ToString());
        _thrown.AddRange(app.Logs.Lines);
    }

    // What was put aside holds everything about the person, and whoever wrote its reason may have as well.
    private async Task SendBackAsync()
    {
        var (client, receiver, sender) = (new Mock<ServiceBusClient>(), new Mock<ServiceBusReceiver>(), new Mock<ServiceBusSender>());
        client.Setup(c => c.CreateReceiver(It.IsAny<string>(), It.IsAny<ServiceBusReceiverOptions>())).Returns(receiver.Object);
        client.Setup(c => c.CreateSender(It.IsAny<string>())).Returns(sender.Object);
        var properties = new Dictionary<string, object> { ["DeadLetterReason"] = Sent.Crn, ["DeadLetterErrorDescription"] = Sent.Noms };
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromString(Sent.Recall()), messageId: EventId, properties: properties, sequenceNumber: 1);
        receiver.SetupSequence(r => r.PeekMessagesAsync(It.IsAny<int>(), It.IsAny<long?>(), It.IsAny<CancellationToken>())).ReturnsAsync([message]).ReturnsAsync([]);
        receiver.SetupSequence(r => r.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync([message]).ReturnsAsync([]).ReturnsAsync([message]);
        sender.SetupSequence(s => s.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).Returns(Task.CompletedTask).ThrowsAsync(new ServiceBusException(Sent.ReleaseId, ServiceBusFailureReason.MessageSizeExceeded));
        var deadLetters = new ServiceBusDeadLetters(client.Object, _app.Clock, _app.Logs.Of<ServiceBusDeadLetters>());
        var (counted, sent, failed) = (await deadLetters.CountAsync(default), await deadLetters.SendBackAsync(null, default), await deadLetters.SendBackAsync(null, default));
        Assert.Equal((1, 0), (sent.Count, failed.Count));
        _thrown.AddRange([.. Assert.IsType<DeadLettersFound.Counted>(counted).Counts.Select(c => c.ToString()), failed.Failure!]);
    }

    private async Task EndAsync()
    {
        await _app.IngestAsync(Sent.Recall());
        await ReviewAsync();
        await _app.Activities.ClassifyAsync(_app.WatchId, CancellationToken.None);
        await _app.SweepAsync();
        await new SendDigests(_app.UseCases, _app.Clock).RunAsync(new(), CancellationToken.None);
        await new ReconcileWatches(_app.UseCases, _app.Clock, _app.Logs.Of<ReconcileWatches>()).RunAsync(new(), _app.Durable.Client, CancellationToken.None);
        _app.Clock.Now = App.Start.PlusSeconds(500 * Domain.Calendar.Instant.Day);
        await new PurgeEndedWatches(_app.UseCases, _app.Clock, _app.Logs.Of<PurgeEndedWatches>()).RunAsync(new(), _app.Durable.Client, CancellationToken.None);
    }

    private Task ReviewAsync() => _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);

    private async Task HttpAsync(string method, string path, string body)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        (http.Request.Method, http.Request.Path, http.Request.Body) = (method, path, new MemoryStream(Encoding.UTF8.GetBytes(body)));
        http.Request.Headers.Authorization = "Bearer " + _tenant.Sign(_app.Clock, null, "service");
        await new HttpApi(_app.UseCases, _tenant.Tokens(_app.Clock), _app.Clock, _app.Logs.Of<HttpApi>()).AnswerAsync(method, path[1..], http.Request, _app.Durable.Client);
    }

    private static string Text(ServiceBusMessage m) => $"{m.MessageId} {m.Subject} {m.Body} {string.Join(' ', m.ApplicationProperties)}";

    private static void AssertFree(string text, string[] secrets, string where)
    {
        foreach (var secret in secrets)
        {
            var at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
            Assert.True(at < 0, at < 0 ? "" : $"In {where}: {text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)]}");
        }
    }
}

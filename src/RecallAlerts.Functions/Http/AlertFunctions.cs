using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace RecallAlerts.Functions.Http;

/// <summary>Routes of the inbox and of acts on alerts.</summary>
/// <param name="api">Answers requests.</param>
public sealed class AlertFunctions(HttpApi api)
{
    private const string Alerts = "api/alerts";
    private const string Acknowledge = "api/alerts/{alertId}/acknowledge";
    private const string Snooze = "api/alerts/{alertId}/snooze";
    private const string Dismiss = "api/alerts/{alertId}/dismiss";
    private const string Undo = "api/alerts/{alertId}/undo";
    private const string Reassign = "api/alerts/{alertId}/reassign";

    /// <summary>The inbox.</summary>
    [Function("GetAlerts")]
    public Task<IResult> GetAlertsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Alerts)] HttpRequest request) =>
        api.AnswerAsync("GET", Alerts, request);

    /// <summary>Acknowledges an alert.</summary>
    [Function("AcknowledgeAlert")]
    public Task<IResult> AcknowledgeAlertAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Acknowledge)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Acknowledge, request, client);

    /// <summary>Snoozes an alert.</summary>
    [Function("SnoozeAlert")]
    public Task<IResult> SnoozeAlertAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Snooze)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Snooze, request, client);

    /// <summary>Dismisses an alert.</summary>
    [Function("DismissAlert")]
    public Task<IResult> DismissAlertAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Dismiss)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Dismiss, request, client);

    /// <summary>Undoes a snooze or dismissal.</summary>
    [Function("UndoAlert")]
    public Task<IResult> UndoAlertAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Undo)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Undo, request, client);

    /// <summary>Reassigns an alert.</summary>
    [Function("ReassignAlert")]
    public Task<IResult> ReassignAlertAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Reassign)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Reassign, request, client);
}

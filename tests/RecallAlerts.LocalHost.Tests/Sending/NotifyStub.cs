using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RecallAlerts.LocalHost.Tests.Sending;

/// <summary>What GOV.UK Notify was asked to send.</summary>
internal sealed record Posted(string Path, string Authorization, string Agent, JsonElement Body)
{
    public string Reference => Body.GetProperty("reference").GetString()!;
}

/// <summary>
/// GOV.UK Notify on this machine, over real HTTP: takes messages without looking for repeats, lists them by reference, and answers as a test says.
/// </summary>
internal sealed class NotifyStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _end = new();

    private NotifyStub(WebApplication app) => _app = app;

    /// <summary>How the next posts are answered; without an entry they are taken. Whether it was taken is up to the answer.</summary>
    public ConcurrentQueue<Func<HttpContext, Posted, Task>> Next { get; } = new();

    /// <summary>How searches are answered instead of by what was taken.</summary>
    public Func<HttpContext, Task>? Search { get; set; }

    public ConcurrentQueue<Posted> Posts { get; } = new();

    public ConcurrentDictionary<string, string> Taken { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string?> Searched { get; } = new();

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<NotifyStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var stub = new NotifyStub(builder.Build());
        stub._app.MapPost("/v2/notifications/{type}", stub.PostAsync);
        stub._app.MapGet("/v2/notifications", stub.SearchAsync);
        await stub._app.StartAsync();
        return stub;
    }

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Refuses with a status, an error and words.</summary>
    public static Func<HttpContext, Posted, Task> Refuse(int status, string error, string words, string? retryAfter = null) => (context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsJsonAsync(new { status_code = status, errors = new[] { new { error, message = words } } });
    };

    /// <summary>Takes the message and cuts the connection before the answer.</summary>
    public Task TakeAndDrop(HttpContext context, Posted post)
    {
        Taken[post.Reference] = "created";
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Takes the message and does not answer.</summary>
    public Task TakeAndHang(HttpContext context, Posted post)
    {
        Taken[post.Reference] = "created";
        return _end.Task;
    }

    private async Task PostAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var headers = context.Request.Headers;
        var post = new Posted(context.Request.Path, headers.Authorization.ToString(), headers.UserAgent.ToString(), body.RootElement.Clone());
        Posts.Enqueue(post);
        if (Next.TryDequeue(out var answer)) await answer(context, post);
        else await TakeAsync(context, post);
    }

    private Task TakeAsync(HttpContext context, Posted post)
    {
        Taken[post.Reference] = "created";
        context.Response.StatusCode = StatusCodes.Status201Created;
        return context.Response.WriteAsJsonAsync(new { id = "740e5834-3a29-46b4-9a6f-16142fde533a", reference = post.Reference, content = new { body = "x" } });
    }

    private Task SearchAsync(HttpContext context)
    {
        var reference = context.Request.Query["reference"].ToString();
        Searched.Enqueue(reference);
        if (Search is not null) return Search(context);
        var found = Taken.TryGetValue(reference, out var status) ? new[] { new { id = "740e5834", reference, status } } : [];
        return context.Response.WriteAsJsonAsync(new { notifications = found, links = new { current = "x" } });
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RecallAlerts.LocalHost.Tests.Details;

/// <summary>A source of case details on this machine, over real HTTP, that answers as a test says.</summary>
internal sealed class DetailsSource : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _end = new();

    private DetailsSource(WebApplication app) => _app = app;

    /// <summary>What was asked for, as path and authorization.</summary>
    public ConcurrentQueue<(string Path, string Authorization)> Asked { get; } = new();

    /// <summary>How it answers; not found without it.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = http => Task.FromResult(http.Response.StatusCode = 404);

    /// <summary>Ends when the source does: for answers that never come.</summary>
    public Task End => _end.Task;

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<DetailsSource> StartAsync(bool withHttps = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l =>
        {
            if (withHttps) l.UseHttps(Certificate());
        }));
        var source = new DetailsSource(builder.Build());
        source._app.Run(async http =>
        {
            source.Asked.Enqueue((http.Request.Path, http.Request.Headers.Authorization.ToString()));
            await source.Answer(http);
        });
        await source._app.StartAsync();
        return source;
    }

    /// <summary>Answers JSON with a status.</summary>
    public void Says(string json, int status = 200) => Answer = http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json);
    };

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    // One that nobody vouches for.
    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}

using RecallAlerts.Application.Cases;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Serving;
using RecallAlerts.Sqlite;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>A server that cannot start leaves nothing open, so that the next try is not refused for the last one's sake.</summary>
public sealed class ServerStartTests : IDisposable
{
    private readonly DataFolder _folder = new(System.IO.Directory.CreateTempSubdirectory("start-").FullName);

    public void Dispose() => System.IO.Directory.Delete(_folder.Path, recursive: true);

    [Fact]
    public async Task Start_WhenTheStoreIsNone_SaysSoAgainTheNextTime()
    {
        await File.WriteAllTextAsync(_folder.Database, new string('x', 5_000));
        for (var i = 0; i < 2; i++) Assert.Equal(StoreProblem.NotAStore, (await Assert.ThrowsAsync<StoreException>(() => StartAsync(0))).Problem);
        File.Delete(_folder.Database);
        await using var server = await StartAsync(0);
    }

    [Fact]
    public async Task Start_WhenThePortIsTaken_LeavesTheStoreFree()
    {
        var other = new DataFolder(Path.Combine(_folder.Path, "other"));
        await using var first = await StartAsync(0, other);
        await Assert.ThrowsAsync<IOException>(() => StartAsync(first.Address.Port));
        await using var second = await StartAsync(0);
    }

    [Fact]
    public async Task Start_WhenCancelled_LeavesTheStoreFree()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartAsync(0, cancellation: cancelled.Token));
        await using var server = await StartAsync(0);
    }

    [Fact]
    public async Task Start_WhenAnotherServes_IsRefused()
    {
        await using var first = await StartAsync(0);
        Assert.Equal(StoreProblem.Unavailable, (await Assert.ThrowsAsync<StoreException>(() => StartAsync(0))).Problem);
    }

    [Fact]
    public async Task Server_ListensOnLoopbackOnly()
    {
        await using var server = await StartAsync(0);
        Assert.True(server.Address.IsLoopback);
        Assert.DoesNotContain(
            System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners(),
            l => l.Port == server.Address.Port && !System.Net.IPAddress.IsLoopback(l.Address));
    }

    private Task<LocalServer> StartAsync(int port, DataFolder? folder = null, CancellationToken cancellation = default) =>
        LocalServer.StartAsync(ServedStore.Of(folder ?? _folder, Settings.Read(null, null)), port, TimeProvider.System, cancellation);
}

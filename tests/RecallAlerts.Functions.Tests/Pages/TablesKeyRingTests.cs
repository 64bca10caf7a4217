using System.Net;
using System.Xml.Linq;
using Azure.Data.Tables;
using RecallAlerts.Adapters.Tests.Tables;
using RecallAlerts.Functions.Http;

namespace RecallAlerts.Functions.Tests.Pages;

/// <summary>Sessions are read by every instance, and their keys by nobody who has only the store.</summary>
public sealed class TablesKeyRingTests
{
    [Fact]
    public async Task Session_OfOneInstance_IsReadByAnother()
    {
        var ring = new TablesKeyRing(await TableAsync());
        await using PageHost one = await PageHost.StartAsync(ring), other = await PageHost.StartAsync(ring);
        await new SignedIn(one).BeginAsync();
        foreach (var (name, value) in one.Cookies) other.Cookies[name] = value;
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/my-cases")).Status);
        await using var stranger = await PageHost.StartAsync();
        foreach (var (name, value) in one.Cookies) stranger.Cookies[name] = value;
        Assert.Equal(HttpStatusCode.Found, (await stranger.GetAsync("/my-cases")).Status);
    }

    [Fact]
    public async Task Keys_InTheTable_AreEncrypted()
    {
        var table = await TableAsync();
        await using var host = await PageHost.StartAsync(new TablesKeyRing(table));
        await new SignedIn(host).BeginAsync();
        var kept = new TablesKeyRing(table).GetAllElements();
        Assert.NotEmpty(kept);
        Assert.All(kept, key => Assert.True(key.Descendants("sealed").Any() && !key.Descendants("masterKey").Any(), "a key lies open"));
    }

    [Fact]
    public async Task Element_StoredTwice_IsKeptOnce()
    {
        var ring = new TablesKeyRing(await TableAsync());
        ring.StoreElement(new XElement("key", "1"), "a");
        ring.StoreElement(new XElement("key", "1"), "a");
        ring.StoreElement(new XElement("key", "2"), "b");
        Assert.Equal(["1", "2"], ring.GetAllElements().Select(e => e.Value).Order(StringComparer.Ordinal));
    }

    private static async Task<TableClient> TableAsync() => (await AzuriteServer.OpenAsync(new TableClientOptions())).GetTableClient(AzuriteServer.NewPrefix() + TablesKeyRing.Table);
}

/// <summary>A practitioner who has signed in.</summary>
internal sealed class SignedIn(PageHost host)
{
    public async Task BeginAsync()
    {
        var challenge = await host.GetAsync("/sign-in");
        var query = System.Web.HttpUtility.ParseQueryString(challenge.Location!.Query);
        host.Authority.Nonce = query["nonce"]!;
        await host.GetAsync($"/sign-in/callback?code=code-1&state={Uri.EscapeDataString(query["state"]!)}");
    }
}

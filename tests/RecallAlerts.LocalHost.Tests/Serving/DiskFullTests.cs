using System.Net;
using System.Text;
using RecallAlerts.LocalHost.Composition;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>The disk of the data folder fills up: a problem, nothing half-stored, and it goes on when there is space again.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly SmallDisk _small = new();

    private string Disk => _small.Path;

    public void Dispose() => _small.Dispose();

    [SmallDiskFact]
    public async Task Server_WhenTheDiskIsFull_RefusesWith507AndGoesOnWhenThereIsSpace()
    {
        using var server = await ServerProcess.StartAsync(Disk, RunningServer.Start);
        var store = new StoreFile(new DataFolder(Disk).Database);
        var (taken, refused) = (0, default(Answer));
        for (var i = 0; refused is null && i < 2_000; i++)
        {
            var answer = await PostAsync(server, "/api/events", Batch(i));
            if (answer.Status == 200) taken++;
            else refused = answer;
            if (i == 3) Fill();
        }

        Assert.Equal((507, "disk-full"), (refused?.Status, refused?.Problem));
        Assert.Equal(taken * 20, store.Count("SELECT count(*) FROM releases"));

        // What was refused may have left room for one or two more.
        for (; taken < 2_000 && (await PostAsync(server, "/api/events", Batch(taken))).Status == 200; taken++) Assert.Equal((taken + 1) * 20, store.Count("SELECT count(*) FROM releases"));
        Assert.Contains((await PostAsync(server, "/api/imports", Registration(taken, 1) + "\n")).Status, new[] { 200, 507 });
        using (var page = await server.Client.GetAsync(new Uri("/api/releases/" + Sent.IdOf(Crn(0, 0)), UriKind.Relative))) Assert.True(page.StatusCode is HttpStatusCode.OK or HttpStatusCode.InsufficientStorage, "What cannot be noted is not shown.");

        File.Delete(Path.Combine(Disk, "ballast"));
        await Until.TrueAsync(async () => (await PostAsync(server, "/api/events", Batch(taken))).Status == 200, TimeSpan.FromSeconds(20), "space to be noticed");
        Assert.Equal((taken + 1) * 20, store.Count("SELECT count(*) FROM releases"));
        await Until.TrueAsync(
            () => store.Count("SELECT count(*) FROM releases WHERE pending_since IS NOT NULL") == 0, TimeSpan.FromSeconds(30), "the reviews after the disk was full");
        Assert.Equal(store.Count("SELECT count(*) FROM alerts"), store.Count("SELECT count(DISTINCT alert_id) FROM alert_changes"));
        Assert.Equal("ok", store.Text("PRAGMA integrity_check"));
        Assert.Equal(0, await server.StopAsync("TERM"));
    }

    // All but what is left over for a few pages.
    private void Fill()
    {
        using var ballast = new FileStream(Path.Combine(Disk, "ballast"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        var block = new byte[16 * 1024];
        var left = new DriveInfo(Disk).AvailableFreeSpace - (256 * 1024);
        for (; left > 0; left -= block.Length) ballast.Write(block);
    }

    private static string Batch(int i) => $"[{string.Join(',', Enumerable.Range(0, 20).Select(n => Registration(i, n)))}]";

    private static string Registration(int i, int n) => Sent.Registration($"r{i}-{n}", Sent.Release(Crn(i, n)));

    private static string Crn(int i, int n) => $"M{(i * 20) + n:000000}";

    private static async Task<Answer> PostAsync(ServerProcess server, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Answer.OfAsync(await server.Client.PostAsync(new Uri(path, UriKind.Relative), content));
    }
}

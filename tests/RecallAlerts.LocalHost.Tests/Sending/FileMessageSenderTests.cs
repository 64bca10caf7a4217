using System.Text.Json;
using RecallAlerts.Application.Messages;
using RecallAlerts.LocalHost.Sending;
using static RecallAlerts.LocalHost.Tests.Sending.Outgoing;

namespace RecallAlerts.LocalHost.Tests.Sending;

/// <summary>A line a message, on the disk, once, whatever was killed in between.</summary>
public sealed class FileMessageSenderTests : IDisposable
{
    private static readonly SendOutcome Written = new SendOutcome.Sent("file");

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("messages-").FullName;

    private string File => Path.Combine(_folder, "data", "messages.ndjson");

    public void Dispose()
    {
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Send_FirstMessage_MakesFolderAndFileWithOneLine()
    {
        using var sender = Open();
        Assert.Equal(Written, await sender.SendAsync(Message(), Now, default));
        using var line = JsonDocument.Parse(Assert.Single(Lines()));
        Assert.Equal(
            ["messageId", "at", "channel", "to", "audience", "kind", "subject", "body"], line.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["m1", "2026-06-02T09:00:00Z", "email", Email, "practitioner:P1", "immediate", Message().Text.Subject, Message().Text.Body],
            line.RootElement.EnumerateObject().Select(p => p.Value.GetString()));
    }

    [Fact]
    public async Task Send_SameMessageAgain_WritesItOnce()
    {
        using var sender = Open();
        await sender.SendAsync(Message(), Now, default);
        Assert.Equal(Written, await sender.SendAsync(Message(tries: 1), Now, default));
        Assert.Single(Lines());
    }

    [Fact]
    public async Task Send_WrittenByTheProcessBefore_IsNotWrittenAgain()
    {
        await SendAll("m1", "m2");
        await SendAll("m2", "m3");
        Assert.Equal(["m1", "m2", "m3"], Ids());
    }

    [Fact]
    public async Task Open_EveryPlaceAtWhichAKillCutsTheLastLine_EndsWithEachMessageOnce()
    {
        await SendAll("m1", "m2");
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        var first = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..cut]);
            await SendAll("m1", "m2");
            Assert.Equal(["m1", "m2"], Ids());
            Assert.EndsWith("\n", await System.IO.File.ReadAllTextAsync(File), StringComparison.Ordinal);
            Assert.True(cut < first || Lines()[0] == System.Text.Encoding.UTF8.GetString(whole, 0, first - 1));
        }
    }

    [Fact]
    public async Task Open_LinesThatAreNoMessages_AreLeftAlone()
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, "\0\0\0\n[1]\n{\"messageId\":7}\n{}\n\nnot json\n");
        await SendAll("m1");
        Assert.Equal(7, Lines().Length);
        Assert.Equal(["m1"], Ids());
    }

    [Fact]
    public async Task Open_WhileAnotherHasIt_IsRefusedAndReadersAreNot()
    {
        using var sender = Open();
        await sender.SendAsync(Message(), Now, default);
        Assert.Throws<IOException>(Open);
        Assert.Single(Lines());
    }

    [Fact]
    public void Open_AfterAFailedOpen_Works()
    {
        System.IO.Directory.CreateDirectory(File);
        Assert.ThrowsAny<SystemException>(Open);
        System.IO.Directory.Delete(File);
        using var sender = Open();
    }

    [Fact]
    public async Task Send_FileCannotBeWritten_FailsWithAPauseAndWritesItOnceLater()
    {
        using var sender = Open();
        System.IO.File.Delete(File);
        System.IO.Directory.CreateDirectory(File);
        var failed = Assert.IsType<SendOutcome.Failed>(await sender.SendAsync(Message(tries: 2), Now, default));
        Assert.Equal(Now.PlusSeconds(240), failed.RetryAt);
        Assert.DoesNotContain(_folder, failed.Reason, StringComparison.Ordinal);
        System.IO.Directory.Delete(File);
        Assert.Equal(Written, await sender.SendAsync(Message(tries: 3), Now, default));
        Assert.Equal(["m1"], Ids());
    }

    [Fact]
    public async Task Send_ManyAtOnce_WritesWholeLines()
    {
        using (var sender = Open()) await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => sender.SendAsync(Message($"m{i % 25}"), Now, default))));
        Assert.Equal(25, Ids().Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(25, Lines().Length);
    }

    [Fact]
    public async Task Send_AfterTheStop_WritesNothing()
    {
        using var sender = Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.SendAsync(Message(), Now, new CancellationToken(canceled: true)));
        Assert.Empty(Lines());
    }

    [Fact]
    public async Task Send_OnUnix_OnlyTheOwnerReadsTheAddresses()
    {
        await SendAll("m1");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    private FileMessageSender Open() => FileMessageSender.Open(File, RetryPauses.Default);

    private async Task SendAll(params string[] ids)
    {
        using var sender = Open();
        foreach (var id in ids) Assert.Equal(Written, await sender.SendAsync(Message(id), Now, default));
    }

    private string[] Lines() => System.IO.File.ReadAllLines(File);

    private IEnumerable<string?> Ids() => Lines().Where(l => l.StartsWith("{\"messageId\":\"", StringComparison.Ordinal) && l.EndsWith('}')).Select(l =>
    {
        using var line = JsonDocument.Parse(l);
        return line.RootElement.GetProperty("messageId").GetString();
    });
}

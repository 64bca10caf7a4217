using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using RecallAlerts.Functions.Tests.Watching.Durable;
using RecallAlerts.Functions.Watching;
using static RecallAlerts.Functions.Tests.Watching.WatchedRelease;

namespace RecallAlerts.Functions.Tests.Watching;

/// <summary>
/// Histories of watches in flight, recorded under version 1.0.0 of host.json. Where one of these fails, instances in flight would fail after the deployment:
/// give host.json a new version and keep the old orchestrator until its last instance has continued as new, or do it another way.
/// </summary>
public sealed class WatchHistoryTests
{
    // Names a folder into which the histories of today's code are written, to be recorded under a new version.
    private const string RecordInto = "RECORD_HISTORIES";

    private static readonly Dictionary<string, Func<Task<WatchedRelease>>> Recorded = new(StringComparer.Ordinal)
    {
        ["waiting"] = WaitingAsync,
        ["reviewing"] = ReviewingAsync,
        ["classifying"] = ClassifyingAsync,
        ["failing"] = FailingAsync,
        ["continued"] = ContinuedAsync,
    };

    public static TheoryData<string> Names => [.. Recorded.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void History_RecordedInFlight_ReplaysOnTodaysCode(string name)
    {
        var history = RecordedHistory.Read(File.ReadAllText(PathOf(name)));
        new WatchedRelease().Durable.MustReplay(history);
        Assert.InRange(history.Count, 4, 29);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task History_RecordedInFlight_GoesOnUntilTheReleaseEnds(string name)
    {
        var history = RecordedHistory.Read(File.ReadAllText(PathOf(name)));
        var release = new WatchedRelease { Answer = now => now < Start.AddDays(9) ? Next(DailyAt(now, 9)) : Ended };
        await release.RunUntilAsync(new DateTimeOffset(history[^1].Timestamp, TimeSpan.Zero));
        var instance = release.Durable.Restore(history);
        await release.RunUntilAsync(Start.AddDays(11));
        Assert.Equal(DurableTask.Core.OrchestrationStatus.Completed, instance.Status);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task History_OfTodaysCode_IsTheOneRecorded(string name)
    {
        var today = RecordedHistory.Write((await Recorded[name]()).Instance.History);
        if (Environment.GetEnvironmentVariable(RecordInto) is { } folder) await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.json"), today);
        else Assert.Equal(await File.ReadAllTextAsync(PathOf(name)), today);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void History_OnAnOrchestratorOfAnotherShape_IsRefused(string name)
    {
        var durable = new VirtualDurable(Start);
        durable.RegisterOrchestrator<WatchInput>(nameof(WatchRelease), async (TaskOrchestrationContext context) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(1), CancellationToken.None);
            await WatchRelease.RunAsync(context);
        });
        Assert.Throws<NonDeterministicOrchestrationException>(() => durable.MustReplay(RecordedHistory.Read(File.ReadAllText(PathOf(name)))));
    }

    [Fact]
    public async Task Histories_OfABusyWatch_HoldIdsAndInstantsOnly()
    {
        var release = await StartedAsync(now => new WatchAnswer(DailyAt(now, 9), IsEnded: now > Start.AddDays(28), HasRecall: now.Day % 3 == 0));
        var (rows, look) = (0, release.Durable.Stored!);
        release.Durable.Stored = instance =>
        {
            rows += instance.History.Count;
            look(instance);
        };
        for (var n = 0; n < 30; n++) await release.RecordAsync(At(50 + (n * 1111)));
        await release.RunUntilAsync(Start.AddDays(30));
        Assert.InRange(rows, 1_000, 10_000);
        Assert.NotEmpty(release.Classified);
        Assert.InRange(release.Count.LargestHistory, 20, 29);
    }

    [Theory]
    [InlineData("X123456")]
    [InlineData("A1234BC")]
    [InlineData("a free text")]
    public async Task HistoryScan_OfAnEventThatSaysMore_Fails(string more)
    {
        var release = await StartedAsync();
        await release.AskAsync(At(1), more);
        await Assert.ThrowsAsync<Xunit.Sdk.AllException>(() => release.RunUntilAsync(At(2)));
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Watching", "Histories", $"{name}.json");

    private static async Task<WatchedRelease> WaitingAsync()
    {
        var release = await StartedAsync();
        await release.RecordAsync(At(10));
        await release.RecordAsync(At(10.5));
        await release.RunUntilAsync(At(60));
        return release;
    }

    private static async Task<WatchedRelease> ReviewingAsync()
    {
        var release = await StartedAsync();
        release.Review.Duration = TimeSpan.FromSeconds(30);
        await release.RecordAsync(At(10));
        await release.RecordAsync(At(11.1));
        return await UntilAsync(release, At(11.2));
    }

    private static async Task<WatchedRelease> ClassifyingAsync()
    {
        var release = await StartedAsync(now => new WatchAnswer(DailyAt(now, 9), IsEnded: false, HasRecall: now > At(5)));
        release.Classify.Duration = TimeSpan.FromSeconds(30);
        await release.RecordAsync(At(10));
        return await UntilAsync(release, At(11.2));
    }

    private static async Task<WatchedRelease> FailingAsync()
    {
        var release = await StartedAsync();
        release.Review.IsBroken = true;
        return await UntilAsync(release, At(1));
    }

    private static async Task<WatchedRelease> ContinuedAsync() => await UntilAsync(await StartedAsync(), Start.AddDays(5));

    private static async Task<WatchedRelease> UntilAsync(WatchedRelease release, DateTimeOffset at)
    {
        await release.RunUntilAsync(at);
        return release;
    }
}

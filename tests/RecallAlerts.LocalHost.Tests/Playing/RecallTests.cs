using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Tests.Serving;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>Recalls in virtual time: the same step as in real time.</summary>
public sealed class RecallTests : IDisposable
{
    private const string Release = "X000001-20260601";
    private const string Narrative = "He was evicted.";
    private static readonly Instant RecalledAt = Instant.Parse("2026-06-05T12:00:00Z");

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("recall-alerts-recalls-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Recall_RecordedLate_LooksBackOnWhatWasOpenAtTheRecall()
    {
        await using var services = Host.InMemory();
        await WatchAsync(services, RecalledAt.PlusHours(20));
        await services.RecordAsync(RecalledAt.PlusHours(20), Host.Line("h2", "accommodation.recorded", Release, "2026-06-06T07:00:00Z", new { code = "A01A" }));
        await services.StepAsync(RecalledAt.PlusHours(20));
        await services.RecordAsync(RecalledAt.PlusHours(30), Recall("e1", recordedAt: RecalledAt.PlusHours(30)));
        await services.StepAsync(RecalledAt.PlusHours(30));
        var look = Assert.Single(await services.Recalls.FindAsync("R1", CancellationToken.None)).Record.LookBack;
        var homeless = Assert.Single(look.Alerts, a => a.Rule == Domain.Rules.RuleId.Homeless);
        Assert.Equal((true, true, Instant.Parse("2026-06-01T10:00:00Z"), 98), (homeless.WasOpen, homeless.Untouched, homeless.OpenedAt, homeless.HoursBefore));
        Assert.DoesNotContain(look.Alerts, a => a.OpenedAt >= RecalledAt);
    }

    [Fact]
    public async Task PendingRecall_AfterTheProgramEndedBeforeClassifying_IsClassifiedByTheNext()
    {
        await using (var services = Open())
        {
            await WatchAsync(services, RecalledAt);
            await services.RecordAsync(RecalledAt, Recall("e1"));
            await services.Reviews.RunAsync([new Domain.Releases.ReleaseId(Release)], RecalledAt, CancellationToken.None);
            Assert.Empty(await services.Recalls.FindAsync("R1", CancellationToken.None));
        }

        await using var next = Open();
        Assert.Equal(0, await next.StepAsync(RecalledAt));
        Assert.Single(await next.Recalls.FindAsync("R1", CancellationToken.None));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task Narrative_AfterNinetyDays_IsGoneAndTheAnswerStays(int seconds, bool isThere)
    {
        await using var services = Host.InMemory();
        await WatchAsync(services, RecalledAt);
        await services.RecordAsync(RecalledAt, Recall("e1"));
        await services.StepAsync(RecalledAt);
        var before = (await services.Recalls.FindAsync("R1", CancellationToken.None))[0].Record;
        await services.StepAsync(RecalledAt.PlusHours(90 * 24).PlusSeconds(seconds));
        var after = (await services.Recalls.FindAsync("R1", CancellationToken.None))[0];
        Assert.Equal(isThere ? Narrative : null, after.Narrative);
        Assert.Equal(isThere, after.Record.HasNarrative);
        Assert.Equal(before.Machine.Evidence, after.Record.Machine.Evidence);
    }

    [Fact]
    public async Task Narrative_OfARecallOfAnEarlierRelease_IsDeletedToo()
    {
        await using var services = Open();
        await WatchAsync(services, RecalledAt);
        await services.RecordAsync(RecalledAt, Host.Line("e0", "recall.recorded", Release, "2026-05-01T09:00:00Z", new { recallId = "R0", narrative = Narrative }, "2026-06-05T12:00:00Z"));
        await services.StepAsync(RecalledAt);
        Assert.Empty(await services.Recalls.FindAsync("R0", CancellationToken.None));
        await services.StepAsync(RecalledAt.PlusHours(90 * 24));
        await services.Database.FlushAsync(CancellationToken.None);
        Assert.Equal(0, Store.Count("SELECT count(*) FROM facts WHERE narrative IS NOT NULL"));
    }

    [Fact]
    public async Task OtherClassifier_IsFollowedAWhileLater()
    {
        await using (var before = Open())
        {
            await WatchAsync(before, RecalledAt);
            await before.RecordAsync(RecalledAt, Recall("e1"));
            await before.StepAsync(RecalledAt);
        }

        Store.Run("UPDATE recalls SET classifier = 'old'; UPDATE recall_answers SET classifier = 'old'");
        await using var services = Open();
        Assert.Equal(1, await services.Step.RunUnderNewClassifierAsync(RecalledAt.PlusHours(1), 10, CancellationToken.None));
        var record = (await services.Recalls.FindAsync("R1", CancellationToken.None))[0].Record;
        Assert.Equal((RecallClassifier.Version, 2), (record.Machine.Classifier, record.Answers.Count));
        Assert.Equal(0, await services.Step.RunUnderNewClassifierAsync(RecalledAt.PlusHours(1), 10, CancellationToken.None));
    }

    [Fact]
    public async Task Cohort_PlayedTwice_KeepsTheSameRows()
    {
        var first = await PlayAsync();
        Store.Run("DELETE FROM releases; DELETE FROM facts; DELETE FROM alerts; DELETE FROM alert_changes; DELETE FROM recalls; DELETE FROM recall_answers; DELETE FROM tellings");
        Assert.Equal(first, await PlayAsync());
    }

    private StoreFile Store => new(Path.Combine(_folder.FullName, "store.db"));

    private async Task<string> PlayAsync()
    {
        await using var services = Open();
        var lines = Host.Cohort(60, 5).SelectMany(r => r.Events).GroupBy(e => e.RecordedAt).OrderBy(g => g.Key);
        foreach (var group in lines)
        {
            await services.RecordAsync(group.Key, group.Select(Host.LineOf));
            await services.StepAsync(group.Key);
        }

        await services.Database.FlushAsync(CancellationToken.None);
        Assert.True(Store.Count("SELECT count(*) FROM recalls") > 5);
        const string Row = "recall_id || recalled_at || evidence || look_back || confidence || coalesce(lead_time_hours, '')";
        return Store.Text($"SELECT group_concat(r, char(10)) FROM (SELECT {Row} AS r FROM recalls ORDER BY recall_id)")!;
    }

    private Services Open() => new(SqliteDatabase.Open(Path.Combine(_folder.FullName, "store.db"), SqliteUse.Alone), Host.Setting);

    private static string Recall(string eventId, Instant? recordedAt = null) => Host.Line(
        eventId, "recall.recorded", Release, RecalledAt.ToString(), new { recallId = "R1", type = "FTR_28", narrative = Narrative }, (recordedAt ?? RecalledAt).ToString());

    // Homeless from the first day on.
    private static async Task WatchAsync(Services services, Instant until)
    {
        var at = Instant.Parse("2026-06-01T10:00:00Z");
        await services.RecordAsync(at, Host.Registration("X000001", "2026-06-01"), Host.Line("h1", "accommodation.recorded", Release, "2026-06-01T09:00:00Z", new { code = "A08A" }, at.ToString()));
        for (Instant? next = at; next is { } now && now <= until; next = await services.Step.NextAtAsync(now, CancellationToken.None)) await services.StepAsync(now);
    }
}

using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Reports;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Sqlite;

namespace RecallAlerts.LocalHost.Composition;

/// <summary>What every command runs on besides a database.</summary>
/// <param name="Policies">The policy in force.</param>
/// <param name="Calendar">Working days.</param>
/// <param name="Secret">The service's secret, 32 bytes.</param>
/// <param name="Directory">Who is behind a role.</param>
public sealed record Setting(PolicySet Policies, WorkingCalendar Calendar, byte[] Secret, IDirectory Directory);

/// <summary>The use cases over one SQLite database: the same for serving, importing and playing.</summary>
public sealed class Services : IAsyncDisposable
{
    private readonly HmppsCounts _counts = new();

    public Services(SqliteDatabase database, Setting setting, int cachedCases = 4_000, IWatches? watches = null)
    {
        Watches = watches ?? new NoWatches();
        (Database, Setting, Key) = (database, setting, new ServiceKey(setting.Secret));
        var cache = new CaseCache(cachedCases);
        var narratives = new NarrativeCipher(setting.Secret);
        Cases = new SqliteCaseStore(database, narratives, cache);
        Recalls = new SqliteRecallStore(database, narratives, new NarrativeCipher(setting.Secret, NarrativeCipher.Answers), cache);
        Messages = new SqliteMessageStore(database, Key, cache);
        Queries = new SqliteQueries(database);
        Record = new RecordEvents(Cases, Key, setting.Policies, setting.Calendar, Watches);
        Held = new SqliteHeldEnvelopes(database, new NarrativeCipher(setting.Secret, NarrativeCipher.Envelopes));
        Ingest = new IngestEvents(Record, Cases, Held, Key, _counts);
        Reviews = new ReviewReleases(Cases, setting.Policies, setting.Calendar);
        Acts = new ActOnAlert(Cases, setting.Policies, setting.Calendar);
        var decision = new RecallDecision(setting.Policies, setting.Calendar);
        Classify = new ClassifyRecalls(Recalls, decision, setting.Policies);
        Answer = new AnswerRecall(Recalls, decision);
        RecordRecall = new RecordRecall(Cases, Recalls, Reviews, Classify, Watches);
        Exports = new ExportRows(new SqliteExports(database), setting.Secret);
        Reports = new HeadlineReports(new SqliteReports(database), setting.Policies);
        var deliver = new DeliverMessages(Cases, Messages, setting.Directory, setting.Policies, setting.Calendar);
        Step = new WatchStep(Cases, Reviews, Classify, deliver);
    }

    public Setting Setting { get; }

    public SqliteDatabase Database { get; }

    public ServiceKey Key { get; }

    public IWatches Watches { get; }

    public SqliteCaseStore Cases { get; }

    public SqliteRecallStore Recalls { get; }

    public SqliteMessageStore Messages { get; }

    public SqliteQueries Queries { get; }

    public RecordEvents Record { get; }

    public SqliteHeldEnvelopes Held { get; }

    public IngestEvents Ingest { get; }

    public ReviewReleases Reviews { get; }

    public ActOnAlert Acts { get; }

    public ClassifyRecalls Classify { get; }

    public AnswerRecall Answer { get; }

    public RecordRecall RecordRecall { get; }

    public ExportRows Exports { get; }

    public HeadlineReports Reports { get; }

    public WatchStep Step { get; }

    /// <summary>Whether the store answers.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            await Cases.NextWakeAsync(CancellationToken.None);
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        _counts.Dispose();
        return Database.DisposeAsync();
    }
}

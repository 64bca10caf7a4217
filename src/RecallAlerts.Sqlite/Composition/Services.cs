using System.Security.Cryptography;
using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Operations;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Reports;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Sqlite.Composition;

/// <summary>What every command runs on besides a database.</summary>
/// <param name="Policies">The policy in force.</param>
/// <param name="Calendar">Working days.</param>
/// <param name="Secret">The service's secret, 32 bytes.</param>
/// <param name="Directory">Who is behind a role.</param>
public sealed record Setting(PolicySet Policies, WorkingCalendar Calendar, byte[] Secret, IDirectory Directory);

/// <summary>The use cases over one SQLite database: the same for serving, importing and playing.</summary>
public sealed class Services : IAsyncDisposable
{
    private const int WriterDigits = 16;

    public Services(SqliteDatabase database, Setting setting, int cachedCases = 4_000, IWatches? watches = null)
    {
        Watches = watches ?? new NoWatches();
        (Database, Setting, Key) = (database, setting, new ServiceKey(setting.Secret));
        var cache = new CaseCache(cachedCases);
        var narratives = new NarrativeCipher(setting.Secret);
        Cases = new MeasuredCaseStore(new SqliteCaseStore(database, narratives, cache, Key), Instruments);
        var words = new NarrativeCipher(setting.Secret, NarrativeCipher.Answers);
        Recalls = new MeasuredRecallStore(new SqliteRecallStore(database, narratives, words, cache), Instruments);
        Messages = new MeasuredMessageStore(new SqliteMessageStore(database, Key, cache), Instruments);
        Queries = new MeasuredQueries(new SqliteQueries(database), Instruments);
        Audit = new MeasuredAuditLog(new SqliteAuditLog(database, RandomNumberGenerator.GetHexString(WriterDigits, lowercase: true)), Instruments);
        Anchor = new AnchorChains(Audit);
        Verify = new VerifyAudit(Audit, Instruments);
        Forget = new ForgetMessages(Messages);
        Record = new RecordEvents(Cases, Key, setting.Policies, setting.Calendar, Watches, instruments: Instruments);
        Held = new SqliteHeldEnvelopes(database, new NarrativeCipher(setting.Secret, NarrativeCipher.Envelopes));
        Reviews = new ReviewReleases(Cases, setting.Policies, setting.Calendar);
        Acts = new ActOnAlert(Cases, setting.Policies, setting.Calendar);
        var decision = new RecallDecision(setting.Policies, setting.Calendar);
        Classify = new ClassifyRecalls(Recalls, decision, setting.Policies);
        Answer = new AnswerRecall(Recalls, decision);
        var people = new SqlitePeopleStore(database, Key, narratives, new NarrativeCipher(setting.Secret, NarrativeCipher.Envelopes), cache);
        People = new ChangePeople(
            new MergePeople(people, Reviews, new CarryAnswers(Recalls, decision), Record, Key, Watches, Audit), new UnmergePeople(people, Reviews, Key, Watches, Audit),
            new ErasePerson(people, Key, Watches, Audit));
        Ingest = new IngestEvents(Record, Cases, Held, Key, Instruments, People);
        RecordRecall = new RecordRecall(Cases, Recalls, Reviews, Classify, Watches);
        Exports = new ExportRows(new SqliteExports(database), setting.Secret);
        Reports = new HeadlineReports(new SqliteReports(database), setting.Policies);
        Operations = new SqliteOperations(database);
        Directory = new AbsenceDirectory(setting.Directory, new SqliteAbsences(database));
        var deliver = new DeliverMessages(Cases, Messages, Directory, setting.Policies, setting.Calendar);
        Step = new WatchStep(Cases, Reviews, Classify, deliver);
    }

    public Setting Setting { get; }

    /// <summary>Where all of it is counted.</summary>
    public Instruments Instruments { get; } = new();

    public SqliteDatabase Database { get; }

    public ServiceKey Key { get; }

    public IWatches Watches { get; }

    public ICaseStore Cases { get; }

    public IRecallStore Recalls { get; }

    public IMessageStore Messages { get; }

    public ICaseQueries Queries { get; }

    /// <summary>The audit log; each start of the program has chains of its own.</summary>
    public IAuditLog Audit { get; }

    public AnchorChains Anchor { get; }

    public VerifyAudit Verify { get; }

    public ForgetMessages Forget { get; }

    public RecordEvents Record { get; }

    public SqliteHeldEnvelopes Held { get; }

    public IngestEvents Ingest { get; }

    public ChangePeople People { get; }

    public ReviewReleases Reviews { get; }

    public ActOnAlert Acts { get; }

    public ClassifyRecalls Classify { get; }

    public AnswerRecall Answer { get; }

    public RecordRecall RecordRecall { get; }

    public ExportRows Exports { get; }

    public HeadlineReports Reports { get; }

    /// <summary>Who is behind a role and who stands in, with what managers entered once it is read.</summary>
    public AbsenceDirectory Directory { get; }

    public IOperationsStore Operations { get; }

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

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Instruments.Dispose();
    }
}

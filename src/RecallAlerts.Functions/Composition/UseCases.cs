using RecallAlerts.Api.Access;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Reports;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.Functions.Composition;

/// <summary>
/// The use cases, made once for the process. Watches are reached through a client that belongs to an invocation, so what tells them something is made for each: it holds
/// references and nothing else.
/// </summary>
public sealed class UseCases : IDisposable
{
    // The platform cuts an answer off after 230 seconds.
    private static readonly TimeSpan MostVerifying = TimeSpan.FromSeconds(200);

    private readonly Setting _setting;
    private readonly Senders _senders;
    private readonly RecallDecision _decision;
    private readonly ActOnAlert _acts;
    private readonly ExportRows _exports;
    private readonly HeadlineReports _reports;
    private readonly CarryAnswers _answers;
    private readonly RequestLimits _limits = new();
    private readonly PolicyTrial _trial;

    /// <summary>The use cases over stores and senders, measured.</summary>
    public UseCases(Stores stores, Senders senders, Setting setting, Instruments instruments)
    {
        (Stores, _senders, _setting, Key, Instruments) = (stores, senders, setting, new ServiceKey(setting.Secret), instruments);
        _decision = new RecallDecision(setting.Policies, setting.Calendar);
        _acts = new ActOnAlert(stores.Cases, setting.Policies, setting.Calendar);
        _exports = new ExportRows(stores.Exports, setting.Secret);
        _reports = new HeadlineReports(stores.Reports, setting.Policies);
        _answers = new CarryAnswers(stores.Recalls, _decision);
        Reviews = new ReviewReleases(stores.Cases, setting.Policies, setting.Calendar);
        Classify = new ClassifyRecalls(stores.Recalls, _decision, setting.Policies);
        Deliver = new DeliverMessages(stores.Cases, stores.Messages, senders.Directory, setting.Policies, setting.Calendar);
        Anchor = new AnchorChains(stores.Audit);
        Forget = new ForgetMessages(stores.Messages);
        Verify = new VerifyAudit(stores.Audit, instruments);
        _trial = TrialOf(stores, setting);
        Look = new LookAtRelease(stores.Cases, Reviews, Deliver, setting.Policies, setting.Calendar);
        WakeLate = new WakeLateWatches(stores.Cases, Key);
        Outbox = new SendOutbox(stores.Messages, senders.Directory, senders.ToBroker, senders.Settings);
        Dispatch = new DispatchMessage(stores.Messages, senders.Directory, senders.ToPeople, senders.Settings);
    }

    /// <summary>Where everything is kept.</summary>
    public Stores Stores { get; }

    /// <summary>What is measured.</summary>
    public Instruments Instruments { get; }

    /// <summary>The service's secret, for identities.</summary>
    public ServiceKey Key { get; }

    /// <summary>Reviews cases.</summary>
    public ReviewReleases Reviews { get; }

    /// <summary>Classifies recalls.</summary>
    public ClassifyRecalls Classify { get; }

    /// <summary>Decides messages.</summary>
    public DeliverMessages Deliver { get; }

    /// <summary>Anchors the audit log.</summary>
    public AnchorChains Anchor { get; }

    /// <summary>Verifies the audit log.</summary>
    public VerifyAudit Verify { get; }

    /// <summary>Forgets messages whose days are over.</summary>
    public ForgetMessages Forget { get; }

    /// <summary>One look of a watch.</summary>
    public LookAtRelease Look { get; }

    /// <summary>The net under the watches.</summary>
    public WakeLateWatches WakeLate { get; }

    /// <summary>Hands messages over.</summary>
    public SendOutbox Outbox { get; }

    /// <summary>Sends what was handed over.</summary>
    public DispatchMessage Dispatch { get; }

    /// <summary>Records events and tells these watches.</summary>
    public RecordEvents RecordFor(IWatches watches) => new(Stores.Cases, Key, _setting.Policies, _setting.Calendar, watches, Reviews.Settle, Instruments);

    /// <summary>Takes events as sources send them, and tells these watches.</summary>
    public IngestEvents IngestFor(IWatches watches) => new(RecordFor(watches), Stores.Cases, Stores.Held, Key, Instruments, PeopleFor(watches));

    /// <summary>Merges, unmerges and erases people, and tells these watches.</summary>
    public ChangePeople PeopleFor(IWatches watches) => new(
        new MergePeople(Stores.People, Reviews, _answers, RecordFor(watches), Key, watches, Stores.Audit), new UnmergePeople(Stores.People, Reviews, Key, watches, Stores.Audit),
        new ErasePerson(Stores.People, Key, watches, Stores.Audit));

    /// <summary>Asks again for the details of envelopes that are held, and tells these watches.</summary>
    public RetryHeldEnvelopes RetryFor(IWatches watches, ICaseDetails details) => new(Stores.Held, details, Stores.Cases, RecordFor(watches), RetryPauses.Default, PeopleFor(watches));

    /// <summary>Hands over until nothing is left that is due: what failed is due later, and stops nobody else's. A batch that was not full was the last.</summary>
    public async Task EmptyOutboxAsync(Instant now, CancellationToken cancellation)
    {
        for (var isFull = true; isFull;)
            isFull = await Outbox.RunAsync(now, cancellation) is { Sent: > 0, Unrecorded: 0 } counts && counts.Sent + counts.Failed >= _senders.Settings.Batch;
    }

    /// <summary>What handlers work with, telling these watches.</summary>
    public ApiServices ApiFor(IWatches watches, Func<string, Task<Caller?>> readToken, TimeProvider time)
    {
        var record = RecordFor(watches);
        return new ApiServices
        {
            Cases = Stores.Cases,
            Queries = Stores.Queries,
            Record = record,
            Ingest = IngestFor(watches),
            People = PeopleFor(watches),
            Instruments = Instruments,
            Import = new ImportLines(record, Stores.Queries),
            Reviews = Reviews,
            Acts = _acts,
            Recalls = Stores.Recalls,
            RecordRecall = new RecordRecall(Stores.Cases, Stores.Recalls, Reviews, Classify, watches),
            AnswerRecall = new AnswerRecall(Stores.Recalls, _decision),
            Audit = new AuditTrail(Stores.Audit, time),
            Verify = Verify,
            MostVerifying = MostVerifying,
            Exports = _exports,
            ExportJobs = Stores.ExportJobs,
            ExportBound = ExportBound.OfAzure,
            Reports = _reports,
            Trial = _trial,
            Operations = Stores.Operations,
            DeadLetters = Stores.DeadLetters,
            Directory = _senders.Directory,
            Policies = _setting.Policies,
            Calendar = _setting.Calendar,
            ReadToken = readToken,
            WithoutToken = _ => null,
            Time = time,
            Watches = watches,
            IsReady = IsReadyAsync,
            Limits = _limits,
        };
    }

    /// <inheritdoc />
    public void Dispose() => _limits.Dispose();

    // Played in memory: no row of the store is written, and no message is handed over.
    private static PolicyTrial TrialOf(Stores stores, Setting setting) => new(
        stores.Cases, new ComparePolicies(stores.Cases, stores.Timelines, setting.Calendar, new PlayedInMemory(setting.Calendar).PlayAsync), TrialLimits.Default, TimeProvider.System);

    // One row that is not there: whether the store answers, at the least cost.
    private async Task<bool> IsReadyAsync()
    {
        var asked = Stores.Cases.FindReleaseAsync(new string('0', 32), CancellationToken.None);
        await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return asked.IsCompletedSuccessfully;
    }
}

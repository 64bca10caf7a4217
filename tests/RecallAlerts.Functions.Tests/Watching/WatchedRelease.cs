using System.Text.RegularExpressions;
using RecallAlerts.Functions.Tests.Watching.Durable;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Tests.Watching;

/// <summary>A release that is watched from its registration, in virtual time. Every history that is stored is looked through for what must not be in it.</summary>
internal sealed partial class WatchedRelease
{
    public const string WatchId = "5f2b8c1d9e0a4736b1c8d7e6f5a49382";

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public WatchedRelease()
    {
        Durable = new VirtualDurable(Start) { Stored = MustHoldIdsAndInstantsOnly };
        Durable.RegisterOrchestrator<WatchInput>(nameof(WatchRelease), WatchRelease.RunAsync);
        Review = Durable.RegisterActivity(WatchRelease.ReviewRelease, LookAsync);
        Classify = Durable.RegisterActivity(WatchRelease.ClassifyRecall, ClassifyAsync);
        Classify.Duration = Review.Duration;
    }

    public VirtualDurable Durable { get; }

    public VirtualActivity Review { get; private set; }

    public VirtualActivity Classify { get; }

    /// <summary>What a look answers at an instant.</summary>
    public Func<DateTimeOffset, WatchAnswer> Answer { get; set; } = now => Next(DailyAt(now, 9));

    /// <summary>When looks began.</summary>
    public List<DateTimeOffset> Looks { get; } = [];

    /// <summary>When its recall was classified.</summary>
    public List<DateTimeOffset> Classified { get; } = [];

    public VirtualInstance Instance => Durable.Instances[WatchId];

    public InvocationCount Count => Durable.Count;

    public static TimeSpan Jitter { get; } = WatchPauses.Jitter(WatchId);

    public static WatchAnswer Next(DateTimeOffset? at) => new(at, IsEnded: false, HasRecall: false);

    public static WatchAnswer Ended { get; } = new(null, IsEnded: true, HasRecall: false);

    public static DateTimeOffset DailyAt(DateTimeOffset now, int hour) =>
        new DateTimeOffset(now.Date, TimeSpan.Zero).AddHours(hour) is var at && at > now ? at : at.AddDays(1);

    public static DateTimeOffset At(double minutes) => Start.AddMinutes(minutes);

    public static async Task<WatchedRelease> StartedAsync(Func<DateTimeOffset, WatchAnswer>? answer = null)
    {
        var release = new WatchedRelease();
        release.Answer = answer ?? release.Answer;
        await release.StartAsync();
        return release;
    }

    public Task StartAsync() => Durable.ScheduleAsync(nameof(WatchRelease), new WatchInput(), WatchId);

    /// <summary>Deploys an app that answers otherwise.</summary>
    public void Redeploy(Func<DateTimeOffset, WatchAnswer> answer)
    {
        Answer = answer;
        Durable.RegisterOrchestrator<WatchInput>(nameof(WatchRelease), WatchRelease.RunAsync);
        Review = Durable.RegisterActivity(WatchRelease.ReviewRelease, LookAsync);
    }

    public Task RunUntilAsync(DateTimeOffset at) => Durable.RunUntilAsync(at);

    /// <summary>Asks at an instant for a look at another. Where something else happens at that instant, both are taken in one episode.</summary>
    public async Task AskAsync(DateTimeOffset at, object? lookAt, int times = 1)
    {
        await RunUntilAsync(at.AddTicks(-1));
        for (var n = 0; n < times; n++) await Durable.RaiseEventAsync(WatchId, WatchRelease.FactsRecorded, lookAt, arrivesAt: at);
    }

    /// <summary>At an instant facts are recorded: a look is asked for when they have been gathered for a minute.</summary>
    public Task RecordAsync(DateTimeOffset at) => AskAsync(at, at.AddSeconds(60));

    /// <summary>The looks that began after an instant.</summary>
    public IEnumerable<DateTimeOffset> LooksAfter(DateTimeOffset at) => Looks.Where(l => l > at);

    private Task<object?> LookAsync(string watchId)
    {
        Assert.Equal(WatchId, watchId);
        Looks.Add(Durable.Now);
        return Task.FromResult<object?>(Answer(Durable.Now));
    }

    private Task<object?> ClassifyAsync(string watchId)
    {
        Assert.Equal(WatchId, watchId);
        Classified.Add(Durable.Now);
        return Task.FromResult<object?>(null);
    }

    // The reason of a failure is the activity's, not the orchestrator's.
    private static void MustHoldIdsAndInstantsOnly(VirtualInstance instance)
    {
        Assert.Matches(@"^[0-9a-f]{32}\z", instance.Id);
        var rows = instance.History.Select(RecordedHistory.Row).Where(r => r.Type != "TaskFailed").ToArray();
        Assert.All(rows.Where(r => r.Data is not null), r => Assert.Matches(IdsAndInstants(), r.Data));
        Assert.All(rows.Where(r => r.Name is not null), r => Assert.Contains(r.Name, (string[])["WatchRelease", "ReviewRelease", "ClassifyRecall", "FactsRecorded", "Completed", "Terminated"]));
    }

    [GeneratedRegex("""^(?:[\[\]{},:]|null|true|false|"(?:NextLookAt|FailingSince|IsEnded|HasRecall|[0-9a-f]{32}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?\+00:00)")*\z""", RegexOptions.NonBacktracking)]
    private static partial Regex IdsAndInstants();
}

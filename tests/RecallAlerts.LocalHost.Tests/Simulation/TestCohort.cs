using System.Text.Json;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation;

namespace RecallAlerts.LocalHost.Tests.Simulation;

/// <summary>A year of 20,000 releases, made once for all tests that only look at it.</summary>
public sealed class TestCohort
{
    public static readonly WorkingCalendar Calendar = new(
    [
        new(2026, 1, 1), new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 4), new(2026, 5, 25), new(2026, 8, 31),
        new(2026, 12, 25), new(2026, 12, 28), new(2027, 1, 1),
    ],
        "test");

    public static readonly DateOnly From = new(2026, 1, 5);

    public IReadOnlyList<ToldRelease> Releases { get; } =
        [.. Cohort.Releases(new CohortOptions(20_000, 1, From), RegionMap.Load(), Calendar).Select(r => new ToldRelease(r))];

    public static byte[] Bytes(CohortOptions options)
    {
        using var stream = new MemoryStream();
        CohortWriter.Write(stream, Cohort.Generate(options, RegionMap.Load(), Calendar), CancellationToken.None);
        return stream.ToArray();
    }

    public static IEnumerable<JsonElement> Lines(CohortOptions options)
    {
        using var reader = new StreamReader(new MemoryStream(Bytes(options)));
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}

/// <summary>A release as its lines tell it in the end: without repeats and without what was withdrawn, in fact order.</summary>
public sealed class ToldRelease
{
    private static readonly string[] Settled = ["A01A", "A01C", "A01D", "A04", "A07B", "A12"];

    public ToldRelease(SimulatedRelease release)
    {
        (Profile, Events) = (release.Profile, release.Events);
        var withdrawn = Events.Where(e => e.Type == "fact.withdrawn").Select(e => Text(e, "eventId")).ToHashSet(StringComparer.Ordinal);
        Facts = [.. Events.DistinctBy(e => e.Id).Where(e => !withdrawn.Contains(e.Id))
            .OrderBy(e => e.Time).ThenBy(e => e.RecordedAt).ThenBy(e => e.Id, StringComparer.Ordinal)];
        Registration = Facts.Single(e => e.Type == "release.registered");
        ReleasedAt = Instant.Parse(Text(Registration, "releasedAt")!);
        ReleasedOn = LondonTime.Date(ReleasedAt);
    }

    public ReleaseProfile Profile { get; }

    public IReadOnlyList<SimulatedEvent> Events { get; }

    public IReadOnlyList<SimulatedEvent> Facts { get; }

    public SimulatedEvent Registration { get; }

    public Instant ReleasedAt { get; }

    public DateOnly ReleasedOn { get; }

    public SimulatedEvent? Recall => Facts.FirstOrDefault(f => f.Type == "recall.recorded");

    public int? DaysToRecall => Recall is null ? null : LondonTime.Date(Recall.Time).DayNumber - ReleasedOn.DayNumber;

    public bool WatchedOn(int day)
    {
        var at = LondonTime.StartOf(ReleasedOn.AddDays(day + 1));
        var licence = DateOnly.ParseExact(Text(Registration, "licenceEndsOn")!, "yyyy-MM-dd");
        return licence >= ReleasedOn.AddDays(day) && !Facts.Any(f => f.Type is "recall.recorded" or "watch.ended" && f.Time < at);
    }

    /// <summary>0 homeless, 1 transient, 2 settled at the end of that day; null when not known.</summary>
    public int? HousingOn(int day)
    {
        var at = LondonTime.StartOf(ReleasedOn.AddDays(day + 1));
        var last = Facts.LastOrDefault(f => f.Time < at && f.Type is "accommodation.recorded" or "accommodation.ended" && f.Time < at);
        if (last is null) return null;
        if (last.Type == "accommodation.ended") return 0;
        var code = Text(last, "code")!;
        return Settled.Contains(code, StringComparer.Ordinal) ? 2 : code.StartsWith("A08", StringComparison.Ordinal) ? 0 : 1;
    }

    public bool Lists(string name, string item) => List(Registration, name).Contains(item, StringComparer.Ordinal);

    public bool Has(string type, string name, string value) => Facts.Any(f => f.Type == type && Text(f, name) == value);

    public static string? Text(SimulatedEvent e, string name) => e.Data.FirstOrDefault(f => f.Name == name).Value as string;

    public static IEnumerable<string> List(SimulatedEvent e, string name) =>
        e.Data.FirstOrDefault(f => f.Name == name).Value as IEnumerable<string> ?? [];
}

using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Reviews;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Benchmarks;

/// <summary>One review with nextChangeAt of a timeline of 40 facts, beside a search that makes one review for each candidate.</summary>
public class ReviewBenchmarks
{
    private static readonly Instant Now = Instant.Parse("2026-06-20T10:00:00Z");
    private readonly Release _release = FortyFacts.Release;
    private readonly Fact[] _facts = FortyFacts.All();

    [Benchmark]
    public Review Review() => Reviewer.Review(Case(), Now);

    /// <summary>What nextChangeAt would cost without rules that know when they change: a review at every instant at which one might.</summary>
    [Benchmark(Baseline = true)]
    public Review? OneReviewForEachCandidate()
    {
        var first = Reviewer.Review(Case(), Now);
        Review? next = null;
        for (var t = Now.PlusHours(1); t <= first.NextChangeAt!.Value; t = t.PlusHours(1)) next = Reviewer.Review(Case(), t);
        return next;
    }

    private Case Case() => new(_release, Timeline.Of(_facts), PolicyDocument.Default.General, BankHolidays.Default);
}

/// <summary>A line of a file of cases: JSON in, review, JSON out, beside reading and writing the same JSON without a review.</summary>
public class ReviewLineBenchmarks
{
    private readonly ReviewLine _review = new(PolicyDocument.Default, BankHolidays.Default);
    private readonly byte[] _line = Encoding.UTF8.GetBytes(FortyFacts.Line());
    private static readonly Utf8JsonWriter Writer = new(Stream.Null);

    [Benchmark]
    public object? ReviewALine()
    {
        Writer.Reset();
        return _review.Answer(_line, Writer);
    }

    [Benchmark(Baseline = true)]
    public void ReadAndWriteTheLine()
    {
        Writer.Reset();
        using var document = JsonDocument.Parse(_line);
        document.WriteTo(Writer);
    }
}

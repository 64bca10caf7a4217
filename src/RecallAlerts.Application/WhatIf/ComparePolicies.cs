using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.WhatIf;

/// <summary>What a play did.</summary>
/// <param name="Moments">What happened to the alerts of each release, in order; in the order in which the releases were given.</param>
/// <param name="Immediate">Immediate messages, by the practitioner who got them.</param>
public sealed record PlayedBatch(IReadOnlyList<IReadOnlyList<AlertMoment>> Moments, IReadOnlyDictionary<string, long> Immediate);

/// <summary>Plays lines from an empty store under a policy, through the same use cases as the server, up to an instant (inclusive).</summary>
public delegate Task<PlayedBatch> PlayUnder(
    PolicySet policies, IReadOnlyList<PlayLine> lines, IReadOnlyList<ReleaseId> releases, Instant until, CancellationToken cancellation);

/// <summary>
/// Plays the stored timelines under two policies and says what each would have done (api.md, what-if). Acts of people are not played: they answered
/// other alerts. Nor would people have acted as they did; so the figures are of what would have been said, not of what would have come of it.
/// </summary>
/// <param name="store">Where cases are kept.</param>
/// <param name="timelines">Reads what is stored of them.</param>
/// <param name="calendar">Working days.</param>
/// <param name="play">Plays lines.</param>
public sealed class ComparePolicies(ICaseStore store, IStoredTimelines timelines, WorkingCalendar calendar, PlayUnder play)
{
    private const int Page = 500;

    /// <summary>Releases that are counted together at least, unless there are fewer: it decides memory and no figure.</summary>
    public int Together { get; init; } = 1_000;

    /// <summary>Plays releases of local dates under both policies.</summary>
    /// <param name="from">The first date of release.</param>
    /// <param name="to">The last date of release.</param>
    /// <param name="inForce">The policy in force.</param>
    /// <param name="other">The other policy.</param>
    /// <param name="progress">Is told how many releases were played.</param>
    /// <param name="cancellation">Ends the play.</param>
    public async Task<PolicyComparison> RunAsync(DateOnly from, DateOnly to, PolicySet inForce, PolicySet other, Action<int>? progress, CancellationToken cancellation)
    {
        var until = await timelines.LastRecordedAtAsync(cancellation) ?? LondonTime.StartOf(from);
        var (following, cohort) = (new FollowingUp(inForce, calendar, until), new PlayedCohort(0, 0, 0));
        PolicyTally[] tallies = [new(inForce, inForce.General, calendar, until), new(other, inForce.General, calendar, until)];
        foreach (var batch in await BatchesAsync(from, to, cancellation))
        {
            var stored = await timelines.ReadAsync([.. batch.Counted, .. batch.Also], cancellation);
            var releases = stored.Select(following.Of).ToArray();
            await PlayAsync(batch, releases, LinesOf(stored), [(inForce, tallies[0]), (other, tallies[1])], until, cancellation);
            cohort = With(cohort, batch, releases, following);
            progress?.Invoke(cohort.Releases);
        }

        return new PolicyComparison(cohort, until, tallies[0].Figures(), tallies[1].Figures());
    }

    private async Task<IReadOnlyList<PlayBatch>> BatchesAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var batches = new PlayBatches();
        var ids = await store.ReleasedBetweenAsync(LondonTime.StartOf(from), LondonTime.StartOf(to.AddDays(1)), cancellation);
        foreach (var page in ids.Chunk(Page))
        {
            foreach (var timeline in await timelines.ReadAsync(page, cancellation)) batches.Add(timeline);
        }

        return batches.Split(Together);
    }

    private static List<PlayLine> LinesOf(IReadOnlyList<StoredTimeline> stored)
    {
        var lines = new List<PlayLine>();
        foreach (var timeline in stored) lines.AddRange(TimelineLines.Of(timeline, lines.Count + 1));
        return lines;
    }

    // Both at once: neither knows of the other, so the order in which they end changes nothing.
    private async Task PlayAsync(
        PlayBatch batch, FollowUp[] releases, List<PlayLine> lines, (PolicySet Policies, PolicyTally Tally)[] plays, Instant until, CancellationToken cancellation)
    {
        var played = await Task.WhenAll(plays.Select(p => Task.Run(() => play(p.Policies, lines, batch.Counted, until, cancellation), cancellation)));
        for (var i = 0; i < plays.Length; i++)
        {
            plays[i].Tally.AddImmediate(played[i].Immediate.Where(m => batch.Practitioners.Contains(m.Key)).Sum(m => m.Value));
            for (var j = 0; j < batch.Counted.Count; j++) plays[i].Tally.Add(releases[j], played[i].Moments[j]);
        }
    }

    private static PlayedCohort With(PlayedCohort cohort, PlayBatch batch, FollowUp[] releases, FollowingUp following) => new(
        cohort.Releases + batch.Counted.Count, cohort.Recalls + releases.Take(batch.Counted.Count).Count(r => r.Recall is not null),
        cohort.PractitionerDays + releases.SelectMany(following.DaysHeld).Where(d => batch.Practitioners.Contains(d.Practitioner)).ToHashSet().Count);
}

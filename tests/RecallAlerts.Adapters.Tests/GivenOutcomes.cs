using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests;

/// <summary>Outcomes and recalls as exports and reports read them.</summary>
internal static class GivenOutcomes
{
    public static ReleaseOutcomes Outcomes { get; } = new()
    {
        ReleasedOn = new DateOnly(2026, 6, 2), AtRelease = AccommodationCategory.Settled, AtDay28 = AccommodationCategory.Settled, AtDay84 = AccommodationCategory.Transient,
        AtSixMonths = AccommodationCategory.Homeless, Needs = 9, DomesticAbuse = CheckOutcome.Completed, ChildSafeguarding = CheckOutcome.Unanswered, TreatmentDay = 4,
        EndDay = 100, End = FollowUpEnd.Recalled,
    };

    /// <summary>Reviews a release, registered if it is not yet, so that it has these outcomes and alerts.</summary>
    public static async Task<ReleaseId> ReviewAsync(
        this ICaseStore store, string crn, ReleaseOutcomes? outcomes, Instant? at = null, params (string Key, Severity Severity)[] alerts)
    {
        var id = new ReleaseId($"{crn}-20260602");
        if (await store.FindAsync(id, CancellationToken.None) is null) await store.RegisterAsync(Case(crn));
        IReadOnlyList<Alert> shown = [.. alerts.Select(a => Alert(id, a.Key, severity: a.Severity))];
        await store.UpdateAsync([id], r => Reviewed(r, shown, at: at) is var u ? u with { Reviewed = u.Reviewed! with { Outcomes = outcomes } } : null, CancellationToken.None);
        return id;
    }

    /// <summary>Adds a recall to those of a release.</summary>
    public static Task AddAsync(this IRecallStore store, string crn, params IReadOnlyList<RecallRecord> rows) => store.UpdateAsync(
        [new ReleaseId($"{crn}-20260602")], m => new RecallUpdate([.. m.Rows, .. rows], []), CancellationToken.None);

    public static RecallRecord At(this RecallRecord row, Instant at) => row with { RecalledAt = at };

    public static RecallRecord In(this RecallRecord row, string region) => row with { Standing = row.Standing with { Region = region } };

    public static RecallRecord Unwarned(this RecallRecord row) => row with { LookBack = new LookBack([], 0, null) };

    public static async Task<List<T>> ListAsync<T>(this IAsyncEnumerable<T> pages)
    {
        var list = new List<T>();
        await foreach (var page in pages) list.Add(page);
        return list;
    }
}

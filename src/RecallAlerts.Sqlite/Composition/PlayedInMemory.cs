using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Watching;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Sqlite.Composition;

/// <summary>Plays lines under a policy in a store that is nowhere on disk, as replay does.</summary>
/// <param name="calendar">Working days.</param>
public sealed class PlayedInMemory(WorkingCalendar calendar)
{
    private const int CachedCases = 20_000;

    /// <summary>The same lines give the same bytes on every machine, so what is played has a secret of its own that is none.</summary>
    public static readonly byte[] Secret = "recall-alerts-played-not-secret!"u8.ToArray();

    /// <summary>Plays up to an instant (inclusive); answers what happened to the alerts of the releases that are named.</summary>
    public async Task<PlayedBatch> PlayAsync(
        PolicySet policies, IReadOnlyList<PlayLine> lines, IReadOnlyList<ReleaseId> releases, Instant until, CancellationToken cancellation)
    {
        var setting = new Setting(policies, calendar, Secret, new NoDirectory());
        await using var services = new Services(SqliteDatabase.OpenInMemory(), setting, CachedCases);
        var player = new Player(services.Record, services.Acts, services.Step, static _ => { });
        await player.PlayAsync(lines, until, Refused, null, cancellation);
        var moments = new List<IReadOnlyList<AlertMoment>>(releases.Count);
        foreach (var release in releases) moments.Add(await MomentsAsync(services, release, cancellation));
        var immediate = await services.Queries.CountMessagesAsync(MessageKind.Immediate, cancellation);
        return new PlayedBatch(moments, immediate.Where(m => m.To.Role == Role.Practitioner).ToDictionary(m => m.To.Id, m => m.Count, StringComparer.Ordinal));
    }

    // What was accepted into the store is accepted when it is played: a refusal would be a fault of this program.
    private static void Refused(int line, string reason) => throw new InvalidDataException($"A stored line cannot be played: {reason}");

    private static async Task<IReadOnlyList<AlertMoment>> MomentsAsync(Services services, ReleaseId release, CancellationToken cancellation)
    {
        if (await services.Cases.FindAsync(release, cancellation) is not { } record) return [];
        var alerts = record.Alerts.ToDictionary(a => a.Id);
        return [.. (await services.Queries.ChangesAsync(release, cancellation)).Select(c => MomentOf(c, alerts[c.AlertId]))];
    }

    private static AlertMoment MomentOf(ListedChange c, Alert alert)
    {
        AlertId? movedFrom = c is { Change: nameof(Moved), Detail: { } old } ? new AlertId(old) : null;
        return new AlertMoment(alert.Id, alert.Rule, alert.Key, c.At, c.Change, c.Severity, c.Closed, movedFrom, c.By is not null);
    }
}

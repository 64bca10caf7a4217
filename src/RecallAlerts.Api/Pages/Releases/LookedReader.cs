using System.Globalization;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Releases;

/// <summary>Reads who looked, a page at a time.</summary>
internal static class LookedReader
{
    private const int Page = 200;
    private const int PlaceParts = 3;

    public static async Task<LookedModel> ReadAsync(ApiRequest request, CaseRecord record, Crn crn)
    {
        var watchId = record.WatchId;
        var entries = await request.Services.Audit.OfReleaseAsync(watchId, PlaceOf(request.Query("before")), Page, request.Cancellation);
        return new LookedModel(watchId, crn.Value, [.. entries.Select(Entry)])
        {
            Earlier = entries.Count == Page ? $"/releases/{watchId}/looked?before={Uri.EscapeDataString(TextOf(entries[^1].Place))}" : null,
            Others = await OthersAsync(request, record, crn),
        };
    }

    // Each as if it had been asked for by itself, so that none is told of that is not for the viewer.
    private static async Task<IReadOnlyList<OtherRelease>> OthersAsync(ApiRequest request, CaseRecord record, Crn crn)
    {
        var others = new List<OtherRelease>();
        foreach (var other in (await request.Services.Cases.FindAllAsync(crn, request.Cancellation)).Where(c => c.Id != record.Id))
        {
            if (await CaseAccess.FindAsync(request, other.Id, request.Services.Now) is var (_, c)) others.Add(new OtherRelease(other.WatchId, c.Release.ReleasedAt));
        }

        return [.. others.OrderByDescending(o => o.ReleasedAt).ThenBy(o => o.WatchId, StringComparer.Ordinal)];
    }

    private static LookedEntry Entry(ListedEntry e) => new(e.Note.At, e.Note.By.Who, e.Note.By.Role.Replace('-', ' '), NameOf<AuditAction>.Text(e.Note.Action).Replace('-', ' '), WhyOf(e.Note));

    // What is collected has for its purpose the way by which it came in.
    private static string WhyOf(AuditNote note) => (note.Action, note.By.Purpose) switch
    {
        (AuditAction.Collected, "play") => "records played from a file",
        (AuditAction.Collected, "import") => "records imported",
        (AuditAction.Collected, "queue" or "request") => "records sent by another system",
        _ => note.By.Purpose,
    };

    private static string TextOf(AuditPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.At.Seconds},{place.Number},{place.Chain}");

    // What is none of ours begins at the latest.
    private static AuditPlace? PlaceOf(string? text)
    {
        var parts = text?.Split(',', PlaceParts);
        if (parts is not { Length: PlaceParts } || !long.TryParse(parts[0], NumberStyles.None, null, out var at) || !long.TryParse(parts[1], NumberStyles.None, null, out var number)) return null;
        return new AuditPlace(new Instant(at), parts[2], number);
    }
}

using System.Globalization;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Api.Pages.Triaging;

/// <summary>What became of many acts.</summary>
/// <param name="Done">How many were done.</param>
/// <param name="Same">How many alerts were so already.</param>
/// <param name="Gone">How many alerts are not there, or not for the caller.</param>
/// <param name="Refused">Those that were refused.</param>
/// <param name="From">The page to go back to.</param>
public sealed record BulkModel(int Done, int Same, int Gone, IReadOnlyList<BulkRefusal> Refused, string From);

/// <summary>An act of many that was refused.</summary>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Title">The rule in words.</param>
/// <param name="Reason">Why.</param>
public sealed record BulkRefusal(string WatchId, string Crn, string Title, string Reason);

/// <summary>Acknowledges the alerts that are ticked: each by an act of its own, so that one that is refused stops no other.</summary>
internal static class BulkAcknowledge
{
    private const int AtMost = 500;
    private const int AtOnce = 4;
    private const string DoneName = "acknowledged";
    private const string SameName = "already";

    public static async Task<PageAnswer> PostAsync(PageRequest request)
    {
        var view = TriageView.ReadAddress(request.Field("from"));
        if (request.Api.Caller.ActsAs() is not { } by) return new PageAnswer.NotFound();
        var ids = request.Form["alert"].OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (ids.Length == 0) return await TriagePages.ShowAsync(request, view, [new FieldError("list", "Tick the alerts that you acknowledge")]);
        if (ids.Length > AtMost) return await TriagePages.ShowAsync(request, view, [new FieldError("list", $"Tick {AtMost} alerts or fewer at once")]);
        var acted = await ActAsync(request, by, ids);
        return Answer(acted, view);
    }

    /// <summary>What the address of the page after it says; null when nothing.</summary>
    public static string? DoneOf(PageRequest request)
    {
        if (!TryCount(request, DoneName, out var done)) return DoneWords.Of(request.Api.Query("done"));
        return Says(done, TryCount(request, SameName, out var same) ? same : 0);
    }

    /// <summary>3 alerts are acknowledged; 1 was so already.</summary>
    public static string Says(int done, int same)
    {
        var already = same == 0 ? "" : done == 0 ? $"{PageWords.Count(same, "alert was", "alerts were")} acknowledged already." : $" {PageWords.Count(same, "was", "were")} so already.";
        return done == 0 && same > 0 ? already : $"{PageWords.Count(done, "alert is", "alerts are")} acknowledged.{already}";
    }

    private static async Task<IReadOnlyList<Acted?>> ActAsync(PageRequest request, Person by, string[] ids)
    {
        var (acted, now) = (new Acted?[ids.Length], request.Api.Services.Now);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = request.Api.Cancellation };
        await Parallel.ForAsync(0, ids.Length, options, async (i, _) =>
        {
            if (await ActOnCase.FindAsync(request.Api, ids[i]) is not { } found) return;
            if (await ActOnCase.RunAsync(request.Api, found, new Acknowledge(by, null), now) is { } done) acted[i] = new Acted(found, done);
        });
        return acted;
    }

    private static PageAnswer Answer(IReadOnlyList<Acted?> acted, TriageView view)
    {
        var (done, same) = (acted.Count(a => a?.Of.Outcome is ActOutcome.Done), acted.Count(a => a?.Of.Outcome is ActOutcome.Unchanged));
        var refused = acted.OfType<Acted>().Where(a => a.Of.Outcome is ActOutcome.Refused).Select(Refused).ToArray();
        var gone = acted.Count(a => a is null);
        if (refused.Length == 0 && gone == 0) return new PageAnswer.SeeOther(WithCounts(view, done, same));
        return PageRequest.Show<BulkPage>("Not all were acknowledged", new BulkModel(done, same, gone, refused, view.Address)) with
        {
            Releases = [.. refused.Select(r => r.WatchId).Distinct(StringComparer.Ordinal)],
        };
    }

    private static BulkRefusal Refused(Acted a) =>
        new(a.Found.Record.WatchId, a.Found.Case.Release.Crn.Value, RuleWords.TitleOf(a.Of.Alert.Rule, a.Of.Alert.Key), ((ActOutcome.Refused)a.Of.Outcome).Reason);

    private static string WithCounts(TriageView view, int done, int same) =>
        string.Create(CultureInfo.InvariantCulture, $"{view.Address}{(view.Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{DoneName}={done}&{SameName}={same}");

    private static bool TryCount(PageRequest request, string name, out int count) =>
        int.TryParse(request.Api.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= AtMost;

    private sealed record Acted(ActOnCase.Found Found, ActOnCase.Acted Of);
}

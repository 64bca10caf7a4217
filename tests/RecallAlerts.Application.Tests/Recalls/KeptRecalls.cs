using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Tests.Recalls;

/// <summary>A store of recalls in memory, of one case. The adapters have a contract of their own.</summary>
internal sealed class KeptRecalls(CaseRecord record) : IRecallStore
{
    public RecallMaterial Material { get; set; } = new(record, [], [], []);

    public bool IsPending { get; set; } = true;

    public List<IReadOnlyList<string>> Deleted { get; } = [];

    public IReadOnlyList<ComparedRelease> Compared { get; set; } = [];

    public ComparedWith? AskedWith { get; private set; }

    public NarrativeDays? AskedDays { get; private set; }

    public int Commits { get; private set; }

    public Task<IReadOnlyList<ReleaseId>> PendingAsync(int atMost, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ReleaseId>>(IsPending ? [Material.Case.Id] : []);

    // Each decision is made twice: it must not matter.
    public Task UpdateAsync(IReadOnlyList<ReleaseId> ids, Func<RecallMaterial, RecallUpdate?> decide, CancellationToken cancellation)
    {
        if (!ids.Contains(Material.Case.Id)) return Task.CompletedTask;
        decide(Material);
        if (decide(Material) is not { } update) return Task.CompletedTask;
        Deleted.Add(update.Deleted);
        Material = Material with { Rows = update.Rows, Narratives = [.. Material.Narratives.Where(n => !update.Deleted.Contains(n.EventId))] };
        (IsPending, Commits) = (false, Commits + 1);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReleaseId>> AnsweredByOtherAsync(string classifier, int atMost, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ReleaseId>>(
        Material.Rows.Any(r => r.Machine.Classifier != classifier && (r.HasNarrative || r.NarrativeOf is null)) ? [Material.Case.Id] : []);

    public Task<int> DeleteNarrativesAsync(NarrativeDays days, Instant now, int atMost, CancellationToken cancellation)
    {
        AskedDays = days;
        return Task.FromResult(0);
    }

    public Task<IReadOnlyList<StoredRecall>> FindAsync(string recallId, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StoredRecall>>(
        [.. Material.Rows.Where(r => r.RecallId == recallId).Select(r => new StoredRecall(Material.Case.Id, r, Material.Narratives.FirstOrDefault(n => n.EventId == r.NarrativeOf)?.Text))]);

    public Task<IReadOnlyList<ComparedRelease>> ComparedAsync(ComparedWith with, CancellationToken cancellation)
    {
        AskedWith = with;
        return Task.FromResult(Compared);
    }

    public Task<IReadOnlyList<UnansweredRecall>> UnansweredAsync(IReadOnlyList<string>? practitioners, string? pdu, Viewer viewer, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<RecallFigure>> FiguresAsync(CancellationToken cancellation) => throw new NotSupportedException();
}

using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.People;

/// <summary>Carries people's answers on the recalls of a release over to the release as which it goes on: nobody is asked twice.</summary>
/// <param name="recalls">Where recalls are kept.</param>
/// <param name="decision">Decides what is kept of recalls.</param>
public sealed class CarryAnswers(IRecallStore recalls, RecallDecision decision)
{
    /// <summary>Carries over; nothing happens where nobody answered, or somebody did on the other.</summary>
    /// <param name="from">The release that goes on.</param>
    /// <param name="into">As which it does.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task RunAsync(ReleaseId from, ReleaseId into, Instant now, CancellationToken cancellation)
    {
        IReadOnlyList<RecallRecord> answered = [];
        await recalls.UpdateAsync(
            [from],
            m =>
            {
                answered = [.. m.Rows.Where(r => r.Person is not null)];
                return null;
            },
            cancellation);
        if (answered.Count > 0) await recalls.UpdateAsync([into], m => Decide(m, answered, now), cancellation);
    }

    private RecallUpdate? Decide(RecallMaterial material, IReadOnlyList<RecallRecord> answered, Instant now)
    {
        var rows = material.Rows.ToDictionary(r => r.RecallId, StringComparer.Ordinal);
        var isNew = false;
        foreach (var row in answered.Where(a => !rows.TryGetValue(a.RecallId, out var known) || known.Person is null))
        {
            rows[row.RecallId] = rows.TryGetValue(row.RecallId, out var known)
                ? known with { Person = row.Person, Answers = [.. known.Answers, .. row.Answers.OfType<PastAnswer.OfPerson>()] } : row;
            isNew = true;
        }

        return isNew ? new RecallUpdate(decision.Decide(material with { Rows = [.. rows.Values] }, now), []) : null;
    }
}

using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.People;

/// <summary>
/// Who may see the cases of two people who become one. Each release takes over what was recorded of that at the others; where the last of it would open what one of
/// them kept shut, a fact of ours keeps both, until somebody decides anew.
/// </summary>
internal static class MergedAccess
{
    // Of facts of one moment the last by code point is in force.
    private const string Prefix = "~merged-access-";

    /// <summary>Whether anything was recorded of who may see a case.</summary>
    public static bool IsIn(CaseMaterial m) => m.Facts.Any(f => f.Fact is AccessFact);

    /// <summary>The facts that a release takes over; none where it has all of them.</summary>
    /// <param name="into">The release.</param>
    /// <param name="others">The other releases of the person.</param>
    /// <param name="now">When, UTC: what was in force before is over.</param>
    public static IReadOnlyList<RecordedFact> Of(CaseMaterial into, IReadOnlyList<CaseMaterial> others, Instant now)
    {
        var known = into.Facts.Select(f => (f.Fact.EventId, f.Content)).ToHashSet();
        var taken = others.SelectMany(o => OfAccess(o).Select(f => f with { Subject = f.Subject is null || f.Subject == into.Case.Id ? o.Case.Id : f.Subject }))
            .Where(f => known.Add((f.Fact.EventId, f.Content))).ToList();
        if (taken.Count == 0) return [];
        CaseAccess[] lines = [.. others.Prepend(into).Select(m => AccessOf(m.Facts))];
        var instants = into.Facts.Concat(taken).Where(f => f.Fact is AccessFact or FactWithdrawn).Select(f => f.Fact.EffectiveAt).Where(t => t > now).Prepend(now).Distinct().Order();
        foreach (var t in instants.ToArray())
        {
            var both = lines.Select(l => l.At(t)).Aggregate((a, b) => a.And(b));
            if (both is not Limits.Open && !AccessOf([.. into.Facts, .. taken]).At(t).Equals(both)) taken.Add(FactOf(both, t) with { Subject = taken[0].Subject });
        }

        return taken;
    }

    private static IEnumerable<RecordedFact> OfAccess(CaseMaterial m)
    {
        var ids = m.Facts.Where(f => f.Fact is AccessFact).Select(f => f.Fact.EventId).ToHashSet(StringComparer.Ordinal);
        return m.Facts.Where(f => f.Fact is AccessFact || (f.Fact is FactWithdrawn w && ids.Contains(w.WithdrawnEventId))).Select(f => f with { Narrative = null });
    }

    private static CaseAccess AccessOf(IReadOnlyList<RecordedFact> facts) =>
        CaseAccess.Of(facts.Select(f => f.Fact).OfType<AccessFact>(), [.. facts.Select(f => f.Fact).OfType<FactWithdrawn>()]);

    private static RecordedFact FactOf(Limits limits, Instant t)
    {
        var fact = new AccessLimited($"{Prefix}{t.Seconds}", t, t, limits);
        var data = CanonicalJson.Write(JsonSerializer.SerializeToElement(AccessReader.DataOfMerged(limits)));
        return new RecordedFact(FactReader.AccessLimited, fact, null, data, RecordedFact.ContentOf(FactReader.AccessLimited, fact, recordedAtGiven: true, null, data), null);
    }
}

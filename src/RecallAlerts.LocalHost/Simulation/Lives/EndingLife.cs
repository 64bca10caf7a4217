using System.Security.Cryptography;
using System.Text;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation.Narratives;

namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>How it begins on paper and how it ends.</summary>
internal static class EndingLife
{
    private const int IdBytes = 8;

    public static void Register(Life life)
    {
        var p = life.Profile;
        var data = new List<DataField> { new("crn", p.Crn) };
        if (p.NomsNumber is { } noms) data.Add(new("nomsNumber", noms));
        data.Add(new("releasedAt", p.ReleasedAt.ToString()));
        data.Add(new("licenceEndsOn", p.LicenceEndsOn.ToString("yyyy-MM-dd")));
        data.Add(new("region", p.Pdu.Region));
        data.Add(new("pdu", p.Pdu.Slug));
        if (p.Team is { } team) data.Add(new("team", team));
        if (p.PractitionerId is { } id) data.Add(new("practitionerId", id));
        data.AddRange([new("rosh", p.Rosh), new("needs", p.Needs), new("checksRequired", p.ChecksRequired)]);
        data.Add(new("handoverCompleted", p.HandoverCompleted));
        life.Write(FactTypes.Registered, p.RegisteredAt, p.RegisteredAt, [.. data]);
    }

    /// <summary>A few die or leave the country before their time. Default of this project, no published figure found.</summary>
    public static void PerhapsLeave(Life life)
    {
        if (life.Profile.Recall is not null || !life.Dice.Chance(0.012)) return;
        var at = life.OfficeTime(life.Day(life.Dice.Between(5, 200)));
        if (at >= life.End) return;
        life.End = at;
        var reason = new DataField("reason", life.Dice.Pick(["died", "transferred", "other"]));
        life.Write(FactTypes.WatchEnded, at, life.WrittenDown(at), reason);
    }

    public static void End(Life life)
    {
        if (life.Profile.Recall is { } recall) Recall(life, recall);
        else if (life.Lines.TrueForAll(l => l.Type != FactTypes.WatchEnded) && life.Dice.Chance(0.3)) LicenceEnds(life);
    }

    private static void Recall(Life life, RecallPlan recall)
    {
        var recorded = recall.RecalledAt.PlusSeconds(life.Dice.Between(5, 20 * 60) * 60);
        life.Write(FactTypes.Recall, recall.RecalledAt, recorded, [.. Data(life, recall)]);
    }

    private static IEnumerable<DataField> Data(Life life, RecallPlan recall)
    {
        yield return new("recallId", RecallId(life));
        yield return new("releaseId", life.Profile.ReleaseId);
        yield return new("recalledAt", recall.RecalledAt.ToString());
        yield return new("type", recall.Type);
        yield return new("recordedReasons", recall.Reasons);
        if (life.Dice.Chance(0.97)) yield return new("narrative", Narrative.Write(life, recall));
    }

    /// <summary>An id that names nobody: it stands in the address of a page.</summary>
    public static string RecallId(Life life) => $"R-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(life.Profile.ReleaseId)).AsSpan(0, IdBytes))}";

    private static void LicenceEnds(Life life)
    {
        if (LondonTime.StartOf(life.Profile.LicenceEndsOn.AddDays(1)) != life.End) return;
        life.Write(FactTypes.WatchEnded, life.End, life.WrittenDown(life.End), new DataField("reason", "licence-ended"));
    }
}

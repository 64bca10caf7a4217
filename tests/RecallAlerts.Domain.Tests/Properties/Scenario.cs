using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Properties;

/// <summary>A made-up act: when, what, on which alert (by position) and by whom.</summary>
internal sealed record PlannedAct(Instant At, int Kind, int Alert, bool ByOwner);

/// <summary>A made-up release with its facts, instants to look at and acts; printed when a property fails.</summary>
internal sealed record Scenario(Release Release, IReadOnlyList<Fact> Facts, IReadOnlyList<Instant> Looks, IReadOnlyList<PlannedAct> Acts)
{
    public CaseBuilder Given()
    {
        var given = Tests.Given.Release().With(_ => Release);
        foreach (var fact in Facts) given.Fact(fact.OccurredAt.ToString(), fact.RecordedAt.ToString(), (_, _, _) => fact);
        return given;
    }

    /// <summary>The same without one fact, look or act.</summary>
    public IEnumerable<Scenario> Smaller()
    {
        for (var i = 0; i < Facts.Count; i++) yield return this with { Facts = Without(Facts, i) };
        for (var i = 0; i < Acts.Count; i++) yield return this with { Acts = Without(Acts, i) };
        for (var i = 0; i < Looks.Count && Looks.Count > 1; i++) yield return this with { Looks = Without(Looks, i) };
    }

    public override string ToString() => string.Join(
        Environment.NewLine, (string[])[$"{Release} needs {string.Join(',', Release.Needs)} checks {string.Join(',', Release.ChecksRequired)}",
            .. Facts.Select(f => f.ToString()), .. Acts.Select(a => a.ToString()), $"looks {string.Join(' ', Looks)}"]);

    private static T[] Without<T>(IReadOnlyList<T> list, int i) => [.. list.Take(i), .. list.Skip(i + 1)];
}

using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests;

/// <summary>Builds one release and its facts, and asks what holds.</summary>
internal sealed class CaseBuilder
{
    private readonly List<Fact> _facts = [];
    private Policy _policy = Given.Policy;

    public CaseBuilder(string releasedAt) => Release = new Release
    {
        Crn = new Crn("X100001"),
        ReleasedAt = Given.At(releasedAt),
        LicenceEndsOn = Given.On("2027-12-31"),
        Region = "north-west",
        Pdu = "bury-and-rochdale",
        PractitionerId = "P1",
        Rosh = Rosh.Medium,
        HandoverCompleted = true,
    };

    public Release Release { get; private set; }

    public IReadOnlyList<Fact> Facts => _facts;

    public CaseBuilder With(Func<Release, Release> change)
    {
        Release = change(Release);
        return this;
    }

    public CaseBuilder Under(Func<Policy, Policy> change)
    {
        _policy = change(_policy);
        return this;
    }

    /// <summary>Adds a fact under the next eventId (e001, e002, ...), recorded when it occurred unless said otherwise.</summary>
    public CaseBuilder Fact(string at, string? recorded, Func<string, Instant, Instant, Fact> make)
    {
        _facts.Add(make($"e{_facts.Count + 1:000}", Given.At(at), Given.At(recorded ?? at)));
        return this;
    }

    public Case Case() => new(Release, Timeline.Of(_facts), _policy, Given.Calendar);

    /// <summary>The case at an instant by what was recorded until then, amendments and withdrawals included.</summary>
    public Case KnownAt(Instant now) =>
        new CaseHistory(Release, [.. _facts.Where(f => f.RecordedAt <= now)]).At(now, _ => _policy, Given.Calendar);

    public Review Review(string now) => Reviewer.Review(Case(), Given.At(now));

    /// <summary>The severity of the one condition of a rule; null when it holds none.</summary>
    public string? SeverityOf(RuleId rule, string now) =>
        Review(now).Conditions.SingleOrDefault(x => x.Rule == rule) is { } condition ? NameOf<Severity>.Text(condition.Severity) : null;

    /// <summary>All conditions of a rule, written "key severity since instant" and joined by "; ".</summary>
    public string Says(RuleId rule, string now) => string.Join("; ", Review(now).Conditions.Where(x => x.Rule == rule)
        .Select(x => $"{x.Key} {NameOf<Severity>.Text(x.Severity)} since {x.Since}"));

    /// <summary>The keys of a rule's conditions, in order.</summary>
    public string[] Keys(RuleId rule, string now) => [.. Review(now).Conditions.Where(x => x.Rule == rule).Select(x => x.Key)];

    public string? NextChange(string now) => Review(now).NextChangeAt?.ToString();

    public RuleId? SuppressorOf(RuleId rule, string now) => Assert.Single(Review(now).Conditions, x => x.Rule == rule).SuppressedBy;
}

using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Facts;

/// <summary>
/// The facts of one release in fact order, each eventId once (the first in fact order), sorted by topic so that a rule reads
/// only what it needs. Order and repetition of what is passed in change nothing.
/// </summary>
public sealed class Timeline
{
    private readonly (Instant At, Topics Topic)[] _effective;

    private Timeline(List<Fact> facts)
    {
        Facts = facts;
        var topics = Topics.None;
        foreach (var fact in facts) topics |= fact.Topic;
        Accommodation = Select<AccommodationFact>(facts, topics, Topics.Accommodation);
        MoveOn = Select<MoveOnFact>(facts, topics, Topics.MoveOn);
        Practitioners = Select<PractitionerFact>(facts, topics, Topics.Practitioner);
        Handovers = Select<HandoverCompleted>(facts, topics, Topics.Handover);
        ChecksCompleted = Select<CheckCompleted>(facts, topics, Topics.Checks);
        Treatments = Select<TreatmentStarted>(facts, topics, Topics.Treatment);
        Tests = Select<SubstanceTested>(facts, topics, Topics.Tests);
        Referrals = Select<SupportReferred>(facts, topics, Topics.Referrals);
        Contact = Select<Fact>(facts, topics, Topics.Contact);
        Ends = Select<Fact>(facts, topics, Topics.End);
        Appointments = topics.HasFlag(Topics.Appointments) ? AppointmentHistory.Of(facts) : [];
        _effective = facts.ConvertAll(f => (f.EffectiveAt, f.Topic)).ToArray();
    }

    /// <summary>A release of which nothing is known.</summary>
    public static Timeline Empty { get; } = new([]);

    /// <summary>All facts in fact order, each eventId once.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    internal AccommodationFact[] Accommodation { get; }

    internal MoveOnFact[] MoveOn { get; }

    internal AppointmentHistory[] Appointments { get; }

    internal PractitionerFact[] Practitioners { get; }

    internal HandoverCompleted[] Handovers { get; }

    internal CheckCompleted[] ChecksCompleted { get; }

    internal TreatmentStarted[] Treatments { get; }

    internal SubstanceTested[] Tests { get; }

    internal SupportReferred[] Referrals { get; }

    internal Fact[] Contact { get; }

    internal Fact[] Ends { get; }

    /// <summary>Puts facts in order and drops repeated eventIds.</summary>
    public static Timeline Of(IEnumerable<Fact> facts)
    {
        var ordered = new List<Fact>(facts);
        ordered.Sort(CompareToTheLast);
        var seen = new HashSet<string>(ordered.Count, StringComparer.Ordinal);
        ordered.RemoveAll(fact => !seen.Add(fact.EventId));
        return new Timeline(ordered);
    }

    /// <summary>The first instant after t at which a fact of these topics becomes effective; null when none does.</summary>
    internal Instant? NextEffective(Topics topics, Instant t)
    {
        Instant? next = null;
        foreach (var (at, topic) in _effective)
        {
            if (at > t && (topic & topics) != 0 && (next is null || at < next.Value)) next = at;
        }

        return next;
    }

    // Two variants of one event may agree in all of fact order: then the content decides, so that arrival does not.
    private static int CompareToTheLast(Fact a, Fact b)
    {
        var order = Fact.Compare(a, b);
        return order != 0 || ReferenceEquals(a, b) || a.Equals(b) ? order : string.CompareOrdinal(a.ToString(), b.ToString());
    }

    private static T[] Select<T>(List<Fact> facts, Topics present, Topics topic)
        where T : Fact
    {
        if ((present & topic) == 0) return [];
        var selected = new List<T>(4);
        foreach (var fact in facts)
        {
            if (fact.Topic == topic && fact is T typed) selected.Add(typed);
        }

        return [.. selected];
    }
}

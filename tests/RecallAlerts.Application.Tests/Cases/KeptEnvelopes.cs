using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Tests.Cases;

/// <summary>Held envelopes in memory. The adapters have a contract of their own.</summary>
internal sealed class KeptEnvelopes : IHeldEnvelopes
{
    public Dictionary<string, HeldEnvelope> All { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Reasons { get; } = new(StringComparer.Ordinal);

    public Task<bool> KeepAsync(HeldEnvelope envelope, CancellationToken cancellation) => Task.FromResult(All.TryAdd(envelope.Key, envelope));

    public Task<IReadOnlyList<HeldEnvelope>> DueAsync(Instant now, int atMost, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<HeldEnvelope>>([.. All.Values.Where(e => e.NextTryAt <= now).OrderBy(e => e.NextTryAt).ThenBy(e => e.Key, StringComparer.Ordinal).Take(atMost)]);

    public Task PostponeAsync(string key, Instant nextTryAt, string reason, CancellationToken cancellation)
    {
        if (All.TryGetValue(key, out var kept)) All[key] = kept with { NextTryAt = nextTryAt, Tries = kept.Tries + 1 };
        Reasons[key] = reason;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, CancellationToken cancellation)
    {
        All.Remove(key);
        return Task.CompletedTask;
    }
}

/// <summary>A source of details that says what a test wants, and remembers what it was asked.</summary>
internal sealed class SaidDetails : ICaseDetails
{
    public DetailsAnswer<Domain.Releases.Release> Release { get; set; } = new DetailsAnswer<Domain.Releases.Release>.NotYet("not yet");

    public DetailsAnswer<string> Practitioner { get; set; } = new DetailsAnswer<string>.NotYet("not yet");

    public List<DetailsQuestion> Asked { get; } = [];

    public Task<DetailsAnswer<Domain.Releases.Release>> ReleaseAsync(DetailsQuestion question, CancellationToken cancellation)
    {
        Asked.Add(question);
        return Task.FromResult(Release);
    }

    public Task<DetailsAnswer<string>> PractitionerAsync(DetailsQuestion question, CancellationToken cancellation)
    {
        Asked.Add(question);
        return Task.FromResult(Practitioner);
    }
}

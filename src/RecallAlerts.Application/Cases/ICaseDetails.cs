using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Cases;

/// <summary>What is asked of the source of details. Personal data.</summary>
/// <param name="DetailUrl">Where the event says that more is said; from outside, so it may be any text. Null when it names nothing.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="Crn">The CRN, when it is known.</param>
/// <param name="Noms">The NOMS number, when it is known.</param>
public sealed record DetailsQuestion(string? DetailUrl, Instant OccurredAt, Crn? Crn, NomsNumber? Noms);

/// <summary>The answer to a question for details. A closed hierarchy.</summary>
/// <typeparam name="T">What is asked for.</typeparam>
public abstract record DetailsAnswer<T>
{
    /// <summary>It is known.</summary>
    /// <param name="Details">What is known.</param>
    public sealed record Found(T Details) : DetailsAnswer<T>;

    /// <summary>It is not known yet, or cannot be asked now: ask again.</summary>
    /// <param name="Reason">Why, for operations; names nobody.</param>
    public sealed record NotYet(string Reason) : DetailsAnswer<T>;

    /// <summary>The address or the answer is wrong: asking again hardly helps before a person puts something right.</summary>
    /// <param name="Reason">What, for operations; names nobody.</param>
    public sealed record Wrong(string Reason) : DetailsAnswer<T>;
}

/// <summary>Where details are asked for that HMPPS events lack. Never throws but for cancellation: whatever goes wrong is an answer.</summary>
public interface ICaseDetails
{
    /// <summary>The release that began at the instant of the question: CRN, RoSH, licence end, PDU and what else a registration holds.</summary>
    Task<DetailsAnswer<Release>> ReleaseAsync(DetailsQuestion question, CancellationToken cancellation);

    /// <summary>The practitioner to whom the case was allocated.</summary>
    Task<DetailsAnswer<string>> PractitionerAsync(DetailsQuestion question, CancellationToken cancellation);
}

/// <summary>No source of details is configured: what needs them waits.</summary>
public sealed class NoCaseDetails : ICaseDetails
{
    private const string Reason = "No source of case details is configured.";

    /// <inheritdoc />
    public Task<DetailsAnswer<Release>> ReleaseAsync(DetailsQuestion question, CancellationToken cancellation) =>
        Task.FromResult<DetailsAnswer<Release>>(new DetailsAnswer<Release>.NotYet(Reason));

    /// <inheritdoc />
    public Task<DetailsAnswer<string>> PractitionerAsync(DetailsQuestion question, CancellationToken cancellation) =>
        Task.FromResult<DetailsAnswer<string>>(new DetailsAnswer<string>.NotYet(Reason));
}

using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace RecallAlerts.Api.Access;

/// <summary>How many requests a second a caller may make in the long run, and how many at once.</summary>
/// <param name="PerSecond">In the long run.</param>
/// <param name="AtOnce">At once, after a rest.</param>
public sealed record RequestRate(int PerSecond, int AtOnce);

/// <summary>
/// Keeps one caller from taking the service away from the others: a person, a source of events, and all who are not signed in, each by a bucket of tokens. Of one process: several
/// instances let through several times as much.
/// </summary>
public sealed class RequestLimits : IDisposable
{
    private readonly PartitionedRateLimiter<(string Key, RequestRate Rate)> _limiter = PartitionedRateLimiter.Create<(string Key, RequestRate Rate), string>(
        caller => RateLimitPartition.GetTokenBucketLimiter(caller.Key, _ => OptionsOf(caller.Rate)));

    /// <summary>What a person needs who works fast, several times over.</summary>
    public RequestRate Person { get; init; } = new(10, 200);

    /// <summary>What a source needs that sends in bulk.</summary>
    public RequestRate Source { get; init; } = new(100, 2_000);

    /// <summary>Everybody without a session or a token, from one address.</summary>
    public RequestRate Nobody { get; init; } = new(20, 400);

    /// <summary>Takes a request; null lets it through, else the seconds after which one may be made again.</summary>
    public int? Refuse(Caller? caller, HttpContext http)
    {
        if (caller is { IsDeveloper: true }) return null;
        using var lease = _limiter.AttemptAcquire(KeyOf(caller, http));
        if (lease.IsAcquired) return null;
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();

    private (string Key, RequestRate Rate) KeyOf(Caller? caller, HttpContext http)
    {
        if (caller is null) return ($"?{http.Connection.RemoteIpAddress}", Nobody);
        return caller.Roles.Contains(AppRole.Service) ? ($"s{caller.Name}", Source) : ($"p{caller.Name}", Person);
    }

    private static TokenBucketRateLimiterOptions OptionsOf(RequestRate rate) => new()
    {
        TokenLimit = rate.AtOnce, TokensPerPeriod = rate.PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
    };
}

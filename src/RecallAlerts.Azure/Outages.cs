using Azure;
using Azure.Identity;

namespace RecallAlerts.Azure;

/// <summary>Failures that pass without anybody doing anything: the store or the identity cannot be reached, or is busy.</summary>
public static class Outages
{
    private const int Timeout = 408;
    private const int TooMany = 429;
    private const int ServerError = 500;

    /// <summary>Whether it is one. Without a connection, and after its tries, the client throws what it met at each of them together.</summary>
    public static bool Has(Exception e) => e switch
    {
        // A body that its sender broke off or made too long is read by the same streams.
        Microsoft.AspNetCore.Http.BadHttpRequestException => false,
        RequestFailedException request => request.Status is 0 or Timeout or TooMany or >= ServerError,
        AggregateException several => several.InnerExceptions.Any(Has),
        AuthenticationFailedException or HttpRequestException or IOException => true,
        _ => false,
    };
}

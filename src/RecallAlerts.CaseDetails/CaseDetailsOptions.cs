namespace RecallAlerts.CaseDetails;

/// <summary>Where details may be asked for, and how.</summary>
/// <param name="AllowedHosts">Hosts that may be called, as host or host:port. A detailUrl comes from outside: it is asked for at no other host.</param>
/// <param name="Timeout">How long one try waits for its answer.</param>
public sealed record CaseDetailsOptions(IReadOnlyList<string> AllowedHosts, TimeSpan Timeout)
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "CaseDetails";

    /// <summary>How long one try waits unless the settings say otherwise.</summary>
    public const int DefaultTimeoutSeconds = 10;

    /// <summary>Where a release is asked for that comes without a detailUrl: an address with {id} in it, for the CRN or else the NOMS number; null where there is none.</summary>
    public string? ReleaseUrl { get; init; }

    /// <summary>A token that is sent as it is; null where tokens are fetched or none is needed.</summary>
    public string? Token { get; init; }

    /// <summary>Where tokens are fetched by client credentials; null where they are not.</summary>
    public TokenOptions? Fetched { get; init; }

    /// <summary>Tries within one call, the first included: a hiccup does not cost a pause of minutes.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>The pause before the second try; each is twice the one before.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Without tokens.</summary>
    public override string ToString() => $"Case details at {string.Join(", ", AllowedHosts)}";
}

/// <summary>OAuth 2.0 client credentials.</summary>
/// <param name="Url">Where tokens are fetched.</param>
/// <param name="ClientId">The client.</param>
/// <param name="ClientSecret">Its secret.</param>
public sealed record TokenOptions(Uri Url, string ClientId, string ClientSecret)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"Tokens of {Url.Host}";
}

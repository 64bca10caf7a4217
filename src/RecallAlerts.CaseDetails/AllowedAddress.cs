namespace RecallAlerts.CaseDetails;

/// <summary>Which addresses may be called. Text from outside must not make this service call whom it names.</summary>
/// <param name="hosts">Hosts that may be called, as host or host:port.</param>
internal sealed class AllowedAddress(IReadOnlyList<string> hosts)
{
    /// <summary>The address; null when it is none or may not be called. A host without a port means the port of https.</summary>
    public Uri? Of(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !IsSafe(url) || url.UserInfo.Length > 0 || url.Fragment.Length > 0) return null;
        var name = url.IsDefaultPort ? url.IdnHost : url.Authority;
        return hosts.Contains(name, StringComparer.OrdinalIgnoreCase) ? url : null;
    }

    /// <summary>Whether what is said there can be read by nobody on the way: https, or http on this machine.</summary>
    public static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}

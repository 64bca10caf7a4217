using Microsoft.AspNetCore.Http;

namespace RecallAlerts.Api.Pages;

/// <summary>Headers of every page: nothing from elsewhere, no script in the page, no frame, nothing kept.</summary>
internal static class PageHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void Set(IHeaderDictionary headers, PageOptions options)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!options.IsDevelopment) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }
}

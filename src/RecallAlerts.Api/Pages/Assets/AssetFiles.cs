using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace RecallAlerts.Api.Pages.Assets;

/// <summary>Styles, script, fonts and pictures: parts of the assembly, so that both hosts serve the same, compressed once.</summary>
internal static class AssetFiles
{
    private const string Prefix = "assets/";
    private const string Kept = "public, max-age=31536000, immutable";

    private static readonly FrozenDictionary<string, string> MediaTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".woff2"] = "font/woff2", [".svg"] = "image/svg+xml", [".ico"] = "image/x-icon",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Names =
        typeof(AssetFiles).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Asset> Read = new(StringComparer.Ordinal);

    /// <summary>The address of a file, which changes with its content.</summary>
    public static string AddressOf(string name) => Names.Contains(Prefix + name) ? $"/{Prefix}{name}?v={Get(name).Version}" : $"/{Prefix}{name}";

    public static Task<PageAnswer> GetAsync(PageRequest request)
    {
        var name = request.Api.Http.Request.RouteValues["file"] as string;
        if (name is null || !Names.Contains(Prefix + name)) return Task.FromResult<PageAnswer>(new PageAnswer.NotFound());
        return Task.FromResult<PageAnswer>(new PageAnswer.Other(Answer(request.Api.Http, Get(name))));
    }

    private static IResult Answer(HttpContext http, Asset asset)
    {
        http.Response.Headers.CacheControl = Kept;
        http.Response.Headers.Vary = "Accept-Encoding";
        var takesBrotli = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase);
        if (!takesBrotli || asset.Brotli is null) return Results.Bytes(asset.Bytes, asset.MediaType);
        http.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(asset.Brotli, asset.MediaType);
    }

    private static Asset Get(string name) => Read.GetOrAdd(name, Load);

    private static Asset Load(string name)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var content = bytes.ToArray();
        var extension = Path.GetExtension(name);
        return new Asset(content, extension is ".woff2" or ".ico" ? null : Compress(content), MediaTypes[extension], Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 4)));
    }

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(content);
        return compressed.ToArray();
    }

    private sealed record Asset(byte[] Bytes, byte[]? Brotli, string MediaType, string Version);
}

using System.Text.Json;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>What the server answers.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Text">The body as it came.</param>
/// <param name="Media">Its media type; null without a body.</param>
/// <param name="Location">The header Location.</param>
public sealed record Answer(int Status, string Text, string? Media, string? Location)
{
    private const string Types = "/problems/";
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    /// <summary>The body as JSON; an empty object when it is none.</summary>
    public JsonElement Body { get; } = Media?.EndsWith("json", StringComparison.Ordinal) == true ? JsonDocument.Parse(Text).RootElement : Nothing;

    /// <summary>The problem type, which must come as RFC 9457 wants it; null when it is no problem.</summary>
    public string? Problem
    {
        get
        {
            if (Status < 400) return null;
            Assert.True(Media == "application/problem+json", $"{Status} is no problem document: '{Text}'");
            Assert.Equal(Status, Body.GetProperty("status").GetInt32());
            Assert.NotEmpty(Body.Text("title"));
            Assert.NotEmpty(Body.Text("detail"));
            Assert.StartsWith(Types, Body.Text("type"), StringComparison.Ordinal);
            return Body.Text("type")[Types.Length..];
        }
    }

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType, response.Headers.Location?.ToString());
}

/// <summary>Shorter ways to take what a test looks for.</summary>
internal static class JsonTexts
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static string? TextOrNull(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static JsonElement[] List(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray()];

    public static string[] Texts(this IEnumerable<JsonElement> elements, string name) => [.. elements.Select(e => e.Text(name))];
}

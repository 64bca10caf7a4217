using System.Text.Json;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>A probation delivery unit and the slug of its region.</summary>
public sealed record Pdu(string Slug, string Name, string Region);

/// <summary>A probation region with its Delius code and its delivery units.</summary>
public sealed record Region(string Slug, string Code, string Name, IReadOnlyList<Pdu> Pdus);

/// <summary>The 12 probation regions of England and Wales and their 108 delivery units (HMPPS reference data, 2023 list).</summary>
public sealed class RegionMap(IReadOnlyList<Region> regions)
{
    public IReadOnlyList<Region> Regions { get; } = regions;

    /// <summary>All units, the first of each region before the second of any: a small cohort still reaches every region.</summary>
    public IReadOnlyList<Pdu> Pdus { get; } =
        [.. regions.SelectMany(r => r.Pdus.Select((pdu, place) => (pdu, place))).OrderBy(x => x.place).Select(x => x.pdu)];

    /// <summary>Reads the list that is built into this program.</summary>
    public static RegionMap Load()
    {
        using var stream = typeof(RegionMap).Assembly.GetManifestResourceStream("regions.json")
            ?? throw new InvalidOperationException("regions.json is not embedded in this assembly.");
        return Parse(stream);
    }

    /// <summary>Reads a list in the format of data/regions.json.</summary>
    public static RegionMap Parse(Stream json)
    {
        using var document = JsonDocument.Parse(json);
        return new RegionMap([.. document.RootElement.GetProperty("regions").EnumerateArray().Select(ReadRegion)]);
    }

    private static Region ReadRegion(JsonElement json)
    {
        var slug = Text(json, "slug");
        var pdus = json.GetProperty("pdus").EnumerateArray().Select(p => new Pdu(Text(p, "slug"), Text(p, "name"), slug));
        return new Region(slug, Text(json, "code"), Text(json, "name"), [.. pdus]);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()
        ?? throw new JsonException($"'{name}' is null.");
}

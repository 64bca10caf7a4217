using System.Text.Json;
using RecallAlerts.Application.Exports;

namespace RecallAlerts.Application.Tests.Exports;

/// <summary>One list of columns makes rows, metadata and the dictionary; the document must say what the code says.</summary>
public sealed class TableMetadataTests
{
    [Fact]
    public void Dictionary_OfTheDocument_IsThatOfTheColumns()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "exports.md"));
        Assert.Contains(TableMetadata.Dictionary(RecallReasonRow.Table), document, StringComparison.Ordinal);
        Assert.Contains(TableMetadata.Dictionary(ReleaseRow.Table), document, StringComparison.Ordinal);
    }

    [Fact]
    public void Csvw_DescribesEveryColumnInOrder()
    {
        using var json = JsonDocument.Parse(TableMetadata.Csvw(RecallReasonRow.Table));
        var columns = json.RootElement.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().ToArray();
        Assert.Equal("http://www.w3.org/ns/csvw", json.RootElement.GetProperty("@context").GetString());
        Assert.Equal(RecallReasonRow.Table.Columns.Select(c => c.Name), columns.Select(c => c.GetProperty("name").GetString()));
        Assert.All(columns, c => Assert.NotEmpty(c.GetProperty("dc:description").GetString()!));
        var reasons = columns.Single(c => c.GetProperty("name").GetString() == "recordedReasons");
        Assert.Equal((";", ""), (reasons.GetProperty("separator").GetString(), reasons.GetProperty("null").GetString()));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RecallAlerts.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

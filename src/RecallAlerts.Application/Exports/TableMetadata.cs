using System.Text;
using System.Text.Json;

namespace RecallAlerts.Application.Exports;

/// <summary>Describes the CSV of an export: W3C CSV on the Web metadata, and the dictionary of docs/exports.md.</summary>
public static class TableMetadata
{
    /// <summary>The CSVW metadata of an export, as JSON.</summary>
    public static string Csvw<TRow>(ExportTable<TRow> table)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("@context", "http://www.w3.org/ns/csvw");
            json.WriteString("url", $"{table.Name}.csv");
            json.WriteString("dc:title", table.Name);
            json.WriteString("dc:description", $"{table.Description} Pseudonymised controlled data, not for publication.");
            json.WritePropertyName("dialect");
            json.WriteRawValue("""{"encoding":"utf-8","delimiter":",","quoteChar":"\"","doubleQuote":true,"header":true,"headerRowCount":1,"lineTerminators":["\r\n"]}""");
            json.WriteStartObject("tableSchema");
            json.WriteStartArray("columns");
            foreach (var column in table.Columns) Write(json, column);
            json.WriteEndArray();
            json.WriteString("primaryKey", table.Columns[0].Name);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>The dictionary of an export: a Markdown table with a line for each column.</summary>
    public static string Dictionary<TRow>(ExportTable<TRow> table)
    {
        var text = new StringBuilder("| column | holds | may be empty | says |\n|---|---|---|---|\n");
        foreach (var c in table.Columns) text.Append($"| `{c.Name}` | {Holds(c.Kind)} | {(c.MayBeEmpty ? "yes" : "no")} | {c.Description} |\n");
        return text.ToString();
    }

    private static void Write<TRow>(Utf8JsonWriter json, ExportColumn<TRow> column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("titles", column.Name);
        json.WriteString("dc:description", column.Description);
        json.WritePropertyName("datatype");
        json.WriteRawValue(Datatype(column.Kind));
        if (column.Kind == ColumnKind.List) json.WriteString("separator", ";");
        json.WriteString("null", "");
        json.WriteBoolean("required", !column.MayBeEmpty);
        json.WriteEndObject();
    }

    private static string Datatype(ColumnKind kind) => kind switch
    {
        ColumnKind.Month => "\"gYearMonth\"",
        ColumnKind.Date => """{"base":"date","format":"yyyy-MM-dd"}""",
        ColumnKind.Number => "\"integer\"",
        ColumnKind.Share => """{"base":"decimal","minimum":"0","maximum":"1"}""",
        ColumnKind.Flag => """{"base":"boolean","format":"true|false"}""",
        _ => "\"string\"",
    };

    private static string Holds(ColumnKind kind) => kind switch
    {
        ColumnKind.Month => "month, yyyy-MM",
        ColumnKind.Date => "date, yyyy-MM-dd",
        ColumnKind.Number => "whole number",
        ColumnKind.Share => "0.00 to 1.00",
        ColumnKind.Flag => "true or false",
        ColumnKind.List => "codes joined by `;`",
        _ => "text",
    };
}

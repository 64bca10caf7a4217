using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Intake;

namespace RecallAlerts.Api.Pages.Exporting;

/// <summary>What can be asked for, and what is wrong with what was.</summary>
internal static class ExportForm
{
    /// <summary>The exports.</summary>
    public static IReadOnlyList<Choice> Tables { get; } =
    [
        new(RecallReasonRow.Table.Name, "Recall reasons") { Hint = "A row for each recall, by the month of the recall." },
        new(ReleaseRow.Table.Name, "Releases") { Hint = "A row for each release, by the month of the release: the denominators." },
    ];

    /// <summary>The formats.</summary>
    public static IReadOnlyList<Choice> Formats { get; } = [new("csv", "CSV") { Hint = "For spreadsheets." }, new("ndjson", "NDJSON") { Hint = "A JSON object a line." }];

    /// <summary>The export of that name; null when there is none.</summary>
    public static string? TableOf(string? name) => Tables.FirstOrDefault(t => t.Value == name)?.Value;

    /// <summary>How an export is called.</summary>
    public static string TitleOf(ExportJob job) => $"Export: {Tables.First(t => t.Value == job.Table).Text}";

    /// <summary>What is wrong, in the order of the form.</summary>
    public static IReadOnlyList<FieldError> Errors(string? table, Problem? problem)
    {
        var errors = new List<FieldError>(2);
        if (table is null) errors.Add(new FieldError("export", "Choose what to export"));
        if (problem is not null) errors.Add(new FieldError(problem.Field, $"{NameOf(problem.Field)} {problem.Reason}"));
        return errors;
    }

    /// <summary>What is wrong with what no row is of: a file without rows would be taken for an answer.</summary>
    public static IReadOnlyList<FieldError> Nothing(ExportRequest asked) =>
        [asked.Scope.Region is null ? new FieldError("from", "No rows are of these months") : new FieldError("region", "No rows are of this region in these months. Check how the region is written")];

    /// <summary>How far it is, in words.</summary>
    public static string StateOf(ExportJobState state) => state switch
    {
        ExportJobState.Waiting => "waits for its turn",
        ExportJobState.Running => "is being made",
        ExportJobState.Done => "is done",
        _ => "could not be made",
    };

    private static string NameOf(string field) => field switch
    {
        "from" => "The first date",
        "to" => "The date after the last",
        "format" => "The format",
        _ => "The project",
    };
}

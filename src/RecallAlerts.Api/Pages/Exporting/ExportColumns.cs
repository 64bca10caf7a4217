using RecallAlerts.Application.Exports;

namespace RecallAlerts.Api.Pages.Exporting;

/// <summary>A column of an export.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MayBeEmpty">Whether a row may have no value.</param>
/// <param name="Description">What it says.</param>
public sealed record ColumnLine(string Name, bool MayBeEmpty, string Description);

/// <summary>What the columns of an export mean.</summary>
/// <param name="Name">The export.</param>
/// <param name="Description">What a row is.</param>
/// <param name="Columns">The columns, in order.</param>
public sealed record ColumnsModel(string Name, string Description, IReadOnlyList<ColumnLine> Columns);

/// <summary>The page of the columns, made of the list from which rows are written.</summary>
internal static class ExportColumns
{
    public static PageAnswer Get(string table) =>
        table == RecallReasonRow.Table.Name ? Show(RecallReasonRow.Table) : table == ReleaseRow.Table.Name ? Show(ReleaseRow.Table) : new PageAnswer.NotFound();

    private static PageAnswer.Shown Show<TRow>(ExportTable<TRow> table) => PageRequest.Show<ExportColumnsPage>(
        $"Columns of {table.Name}", new ColumnsModel(table.Name, table.Description, [.. table.Columns.Select(c => new ColumnLine(c.Name, c.MayBeEmpty, c.Description))]));
}

namespace RecallAlerts.Application.Exports;

/// <summary>What a column of an export holds.</summary>
public enum ColumnKind
{
    /// <summary>A word or code.</summary>
    Text,

    /// <summary>A month, yyyy-MM.</summary>
    Month,

    /// <summary>A date, yyyy-MM-dd.</summary>
    Date,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A number from 0 to 1 in steps of 0.01.</summary>
    Share,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>Codes: joined by ';' in CSV, an array in JSON.</summary>
    List,
}

/// <summary>A column: the one place from which rows, metadata and the dictionary of docs/exports.md are made.</summary>
/// <typeparam name="TRow">The rows of the export.</typeparam>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="MayBeEmpty">Whether a row may have no value.</param>
/// <param name="Description">What it says, for an analyst.</param>
/// <param name="Write">Writes its value of a row.</param>
public sealed record ExportColumn<TRow>(string Name, ColumnKind Kind, bool MayBeEmpty, string Description, Action<TRow, IRowWriter> Write);

/// <summary>An export: its name and columns.</summary>
/// <typeparam name="TRow">Its rows.</typeparam>
/// <param name="Name">Its name in paths and commands.</param>
/// <param name="Description">What a row is.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record ExportTable<TRow>(string Name, string Description, IReadOnlyList<ExportColumn<TRow>> Columns);

/// <summary>Writes rows, a value for each column in their order.</summary>
public interface IRowWriter
{
    /// <summary>A word, code, month or date.</summary>
    void Text(string? value);

    /// <summary>A whole number.</summary>
    void Number(long? value);

    /// <summary>A number from 0 to 1, with two digits.</summary>
    void Share(double value);

    /// <summary>true or false.</summary>
    void Flag(bool? value);

    /// <summary>Codes joined by ';'; empty for none.</summary>
    void List(string codes);

    /// <summary>Ends the row.</summary>
    void EndRow();
}

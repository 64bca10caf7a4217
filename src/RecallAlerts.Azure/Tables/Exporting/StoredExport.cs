using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Exporting;

/// <summary>An export that was asked for, as its row says it.</summary>
/// <param name="Job">How far it is.</param>
/// <param name="Run">Who makes it, or made it: each try has a name of its own, and only the last of them may change the row. Null before the first.</param>
/// <param name="Tries">How often it was begun.</param>
/// <param name="ToldAt">When the run said last that it goes on, UTC.</param>
internal sealed record StoredExport(ExportJob Job, string? Run, int Tries, Instant ToldAt)
{
    /// <summary>The partition of all that were asked for. No id begins like it, and each is behind: who reads the table sees what was made before what was asked for.</summary>
    public const string Partition = "jobs";

    /// <summary>The row.</summary>
    public TableEntity ToEntity()
    {
        var row = new TableEntity(Partition, Job.Id);
        row.PutJson(this);
        return row;
    }
}

/// <summary>An export with what guards its next change.</summary>
/// <param name="Export">The export.</param>
/// <param name="ETag">Guards the next change.</param>
internal sealed record FoundExport(StoredExport Export, ETag ETag)
{
    /// <summary>Reads a row.</summary>
    public static FoundExport Of(TableEntity row) => new(row.ReadJson<StoredExport>(), row.ETag);
}

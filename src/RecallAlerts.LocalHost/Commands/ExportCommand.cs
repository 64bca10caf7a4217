using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>What is exported.</summary>
/// <param name="Table">recall-reasons or releases.</param>
/// <param name="From">First local date; null from the beginning.</param>
/// <param name="To">The local date after the last; null to the end.</param>
/// <param name="Format">csv or ndjson.</param>
/// <param name="Region">Slug of the region; null for all.</param>
/// <param name="Project">The project whose keys stand for people.</param>
/// <param name="OnlyMetadata">Whether only the description of the columns is wanted.</param>
public sealed record ExportOptions(string Table, DateOnly? From, DateOnly? To, string Format, string? Region, string? Project, bool OnlyMetadata);

/// <summary>export: writes pseudonymised rows to standard output.</summary>
public static class ExportCommand
{
    /// <summary>Exports.</summary>
    /// <exception cref="FormatException">There is no such table or format.</exception>
    /// <exception cref="InvalidDataException">There is no store.</exception>
    public static async Task<int> RunAsync(ExportOptions options, DataFolder folder, Setting setting, TimeProvider time, CancellationToken cancellation)
    {
        var isRecalls = options.Table == RecallReasonRow.Table.Name;
        if (!isRecalls && options.Table != ReleaseRow.Table.Name) throw new FormatException($"TABLE must be {RecallReasonRow.Table.Name} or {ReleaseRow.Table.Name}.");
        if (options.OnlyMetadata)
        {
            Console.Out.Write(isRecalls ? TableMetadata.Csvw(RecallReasonRow.Table) : TableMetadata.Csvw(ReleaseRow.Table));
            return ExitCode.Done;
        }

        if (!NameOf<ExportFormat>.TryParse(options.Format, out var format)) throw new FormatException($"--format must be one of {string.Join(", ", NameOf<ExportFormat>.All)}.");
        var request = new ExportRequest(ExportScope.Of(options.From, options.To, options.Region), format, options.Project);
        await using var services = Stored.Open(folder, setting);
        await using var output = Console.OpenStandardOutput();
        var now = Instant.From(time.GetUtcNow());
        await NoteAsync(services, options, now, null, cancellation);
        var rows = isRecalls ? await services.Exports.RecallReasonsAsync(request, now, output, cancellation) : await services.Exports.ReleasesAsync(request, now, output, cancellation);
        await NoteAsync(services, options, now, rows, cancellation);
        return ExitCode.Done;
    }

    // Whoever may read the data folder is who runs this; the program knows no more of them than the name on this machine.
    private static Task NoteAsync(Services services, ExportOptions options, Instant now, long? rows, CancellationToken cancellation)
    {
        List<AuditDetail> details = [new("export", options.Table), new("format", options.Format), new("from", $"{options.From:O}"), new("before", $"{options.To:O}")];
        if (rows is { } count) details.Add(new AuditDetail("rows", $"{count}"));
        return services.Audit.NoteAsync(new AuditNote(now, AuditSource.Of(Environment.UserName, "command", "export"), AuditAction.Disclosed) { Details = details }, cancellation);
    }
}

/// <summary>A store that must be there, for commands that read it beside a server or without one.</summary>
public static class Stored
{
    /// <summary>Opens the store of a folder.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static Services Open(DataFolder folder, Setting setting)
    {
        if (!File.Exists(folder.Database)) throw new InvalidDataException($"There is no store in {folder.Path}: import makes one, or name another with --data.");
        return new Services(SqliteDatabase.Open(folder.Database, SqliteUse.Serving), setting with { Secret = folder.Secret() });
    }
}

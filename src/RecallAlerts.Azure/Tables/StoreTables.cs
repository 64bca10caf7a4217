using Azure.Data.Tables;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>Names of the tables.</summary>
/// <param name="Prefix">Begins each name: letters and digits, a letter first.</param>
public sealed record TableOptions(string Prefix = "recall");

/// <summary>
/// The tables of the store. Cases: one release, one partition. Overall: all that spans releases. Its index says what lists need of the cases, is made from them and made
/// anew by <see cref="RebuildIndex"/>; what was told to whom, and messages on their way out, stand there and nowhere else. Held: events for releases that are not known yet.
/// Audit: what was shown to whom, and anchors. Exports: those that are made in the background, for a day.
/// </summary>
/// <param name="service">The account.</param>
/// <param name="options">Names.</param>
/// <param name="time">The clock, by which it is known what cannot have been decided yet.</param>
public sealed class StoreTables(TableServiceClient service, TableOptions options, TimeProvider time)
{
    /// <summary>Now, UTC.</summary>
    internal Instant Now => Instant.From(time.GetUtcNow());

    /// <summary>The one partition of what spans releases: what belongs to one commit, or to one delivery, is written by one transaction.</summary>
    internal const string OverallPartition = "o";

    internal TableClient Cases { get; } = service.GetTableClient($"{options.Prefix}cases");

    internal TableClient Overall { get; } = service.GetTableClient($"{options.Prefix}overall");

    internal TableClient Held { get; } = service.GetTableClient($"{options.Prefix}held");

    internal TableClient Audit { get; } = service.GetTableClient($"{options.Prefix}audit");

    internal TableClient Published { get; } = service.GetTableClient($"{options.Prefix}published");

    internal TableClient Refused { get; } = service.GetTableClient($"{options.Prefix}refused");

    internal TableClient Absences { get; } = service.GetTableClient($"{options.Prefix}absences");

    internal TableClient Exports { get; } = service.GetTableClient($"{options.Prefix}exports");

    private TableClient[] All => [Cases, Overall, Held, Audit, Published, Refused, Absences, Exports];

    /// <summary>Makes the tables that are not there, once at the start of a program.</summary>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        foreach (var table in All) await table.CreateIfNotExistsAsync(cancellation);
    }

    /// <summary>Deletes the tables and all that is in them.</summary>
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        foreach (var table in All) await table.DeleteAsync(cancellation);
    }
}

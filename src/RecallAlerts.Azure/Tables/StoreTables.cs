using Azure.Data.Tables;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>Names of the tables.</summary>
/// <param name="Prefix">Begins each name: letters and digits, a letter first.</param>
public sealed record TableOptions(string Prefix = "recall");

/// <summary>
/// The tables of the store. Cases: one release, one partition. Index: what lists need of the cases, made from them and made anew by
/// <see cref="RebuildIndex"/>. People: what was told to whom, and messages on their way out. Held: events for releases that are not known yet.
/// </summary>
/// <param name="service">The account.</param>
/// <param name="options">Names.</param>
/// <param name="time">The clock, by which it is known what cannot have been decided yet.</param>
public sealed class StoreTables(TableServiceClient service, TableOptions options, TimeProvider time)
{
    /// <summary>Now, UTC.</summary>
    internal Instant Now => Instant.From(time.GetUtcNow());

    /// <summary>The one partition of the index: what belongs to one commit is written by one transaction.</summary>
    internal const string IndexPartition = "i";

    /// <summary>The one partition of people: a delivery is one transaction, whomever it concerns.</summary>
    internal const string PeoplePartition = "p";

    internal TableClient Cases { get; } = service.GetTableClient($"{options.Prefix}cases");

    internal TableClient Index { get; } = service.GetTableClient($"{options.Prefix}index");

    internal TableClient People { get; } = service.GetTableClient($"{options.Prefix}people");

    internal TableClient Held { get; } = service.GetTableClient($"{options.Prefix}held");

    internal TableClient Published { get; } = service.GetTableClient($"{options.Prefix}published");

    internal TableClient Refused { get; } = service.GetTableClient($"{options.Prefix}refused");

    internal TableClient Absences { get; } = service.GetTableClient($"{options.Prefix}absences");

    /// <summary>Makes the tables that are not there, once at the start of a program.</summary>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        foreach (var table in (TableClient[])[Cases, Index, People, Held, Published, Refused, Absences]) await table.CreateIfNotExistsAsync(cancellation);
    }

    /// <summary>Deletes the tables and all that is in them.</summary>
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        foreach (var table in (TableClient[])[Cases, Index, People, Held, Published, Refused, Absences]) await table.DeleteAsync(cancellation);
    }
}

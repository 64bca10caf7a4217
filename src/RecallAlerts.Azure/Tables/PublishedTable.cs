using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Azure.Tables;

/// <summary>The table of what is published.</summary>
/// <param name="table">The table.</param>
internal sealed class PublishedTable(TableClient table)
{
    /// <summary>Quarters of which anything is published, the earliest first: without their cells, which are most of a row.</summary>
    public async Task<IReadOnlyList<Quarter>> QuartersAsync(CancellationToken cancellation)
    {
        var names = (await table.ReadAsync("", cancellation, ["PartitionKey"])).Select(r => r.PartitionKey).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. names.Select(name => Quarter.TryParse(name, out var quarter) ? quarter : default)];
    }

    /// <summary>The stages of a quarter that are published.</summary>
    public async Task<IReadOnlyList<PublishedStage>> ReadAsync(Quarter quarter, CancellationToken cancellation)
    {
        var stages = new List<PublishedStage>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {quarter.ToString()}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) stages.Add(PublishedStage.Of(quarter, row));
        return stages;
    }

    /// <summary>Publishes stages together; false when one of them is published already, and then nothing changes.</summary>
    public async Task<bool> AddAsync(Quarter quarter, IReadOnlyList<PublishedStage> stages, CancellationToken cancellation)
    {
        if (stages.Count == 0) return true;
        try
        {
            await table.SubmitTransactionAsync(stages.Select(s => new TableTransactionAction(TableTransactionActionType.Add, s.ToEntity())), cancellation);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return await AreMineAsync(quarter, stages, cancellation);
        }
    }

    // The client sends again what was committed when the answer is lost, and then finds it there.
    private async Task<bool> AreMineAsync(Quarter quarter, IReadOnlyList<PublishedStage> stages, CancellationToken cancellation)
    {
        var known = (await ReadAsync(quarter, cancellation)).ToDictionary(s => s.Stage);
        return stages.All(s => known.TryGetValue(s.Stage, out var there) && there.IsSameAs(s));
    }
}

using Azure.Data.Tables;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>Rows of several people: all of each, none of others, by few requests.</summary>
public sealed class PeopleRowsTests : IAsyncLifetime
{
    private TablesStores? _stores;

    public async Task InitializeAsync() => _stores = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await _stores!.DisposeAsync();

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1 2 3 4", 1)]
    [InlineData("1 10 2", 1, 3, 4, 7)]
    [InlineData("1 3", 2, 5, 2_000, 5)]
    [InlineData("1 2", 1, 5, 0, 5)]
    [InlineData("1 2 3", 4, 5, 1_400, 5)]
    [InlineData("1 3 4", 3, 10, 1_300, 700, 20)]
    [InlineData("2", 2, 3, 1_200, 3)]
    [InlineData("1 2 3", 1, 249, 249, 249)]
    public async Task Rows_OfPeople_AreReadWholeAndByFewRequests(string wanted, int requests, params int[] rows)
    {
        for (var i = 0; i < rows.Length; i++) await WriteAsync(KeyOf($"{i + 1}"), rows[i]);
        string[] keys = [.. wanted.Split(' ').Select(KeyOf)];
        _stores!.Counting.Reset();
        var read = await new PeopleRows(_stores.Tables).ReadAsync(keys, CancellationToken.None);
        Assert.Equal(requests, _stores.Counting.Total);
        Assert.Equal(read.Count, read.Select(r => r.RowKey).Distinct().Count());
        var expected = wanted.Split(' ').Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).Sum(p => p <= rows.Length ? rows[p - 1] : 0);
        Assert.Equal(expected, read.Count);
        Assert.All(read, r => Assert.Contains(RowKeys.AudienceOf(r.RowKey), keys));
    }

    private static string KeyOf(string id) => RowKeys.Audience(new Person(Role.Practitioner, id));

    private async Task WriteAsync(string key, int count)
    {
        var rows = Enumerable.Range(0, count).Select(n => Requests.Put(new TableEntity(StoreTables.OverallPartition, $"{key}{n:D32}")));
        foreach (var part in rows.Chunk(Requests.MostRows)) await _stores!.Tables.Overall.SubmitTransactionAsync(part);
    }
}

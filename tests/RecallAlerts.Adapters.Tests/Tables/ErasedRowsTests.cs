using Azure.Data.Tables;
using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Azure.Tables.People;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>What is left in the tables of somebody who was erased.</summary>
public sealed class ErasedRowsTests
{
    [Fact]
    public async Task Tables_AfterAnErasure_HoldNothingButTombstones()
    {
        await using var stores = await TablesStores.CreateAsync();
        await ErasingContract.FillAsync(stores.One);
        Assert.True((await NamingAsync(stores)).Count > 20);
        await new PeopleAt(stores.One, T0.PlusHours(2)).EraseAsync("X000001");
        var left = await NamingAsync(stores);
        string[] tombstones = [$"{Key.WatchIdOf(X1)} 0", $"people {Key.SubjectKeyOf("X000001")}", $"o {PersonRow.KeyOf(Key.SubjectKeyOf("X000001"))}"];
        Assert.Equal(tombstones.Order(StringComparer.Ordinal), left.Keys.Where(k => !k.Contains(" z|", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(left.Values, text => text.Contains("X000001", StringComparison.Ordinal));
    }

    // Every row of every table in which anything of the person is: by key or in any property.
    private static async Task<Dictionary<string, string>> NamingAsync(TablesStores stores)
    {
        var t = stores.Tables;
        string[] names = ["X000001", Key.WatchIdOf(X1), Key.SubjectKeyOf("X000001"), Key.SubjectKeyOf(X1.Value), Alert(X1, "k").Id.Value, "A1234BC"];
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in (TableClient[])[t.Cases, t.Overall, t.Absences, t.Held, t.Published, t.Refused])
        {
            foreach (var row in await table.ReadAsync("", CancellationToken.None))
            {
                var text = string.Join(' ', row.Where(p => p.Key is not ("Timestamp" or "odata.etag")).Select(p => $"{p.Key}={p.Value}"));
                if (names.Any(n => text.Contains(n, StringComparison.Ordinal))) found.Add($"{row.PartitionKey} {row.RowKey}", text);
            }
        }

        return found;
    }
}

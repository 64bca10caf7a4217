using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Azure.Data.Tables;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace RecallAlerts.Functions.Http;

/// <summary>The keys of sessions and forms, in a table that all instances read; each is encrypted under the service's secret before it comes here.</summary>
/// <param name="table">The table.</param>
public sealed class TablesKeyRing(TableClient table) : IXmlRepository
{
    /// <summary>The table.</summary>
    public const string Table = "sessionkeys";

    private const string Partition = "keys";
    private const string Xml = "xml";

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        table.CreateIfNotExists();
        return [.. table.Query<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}")).Select(row => XElement.Parse(row.GetString(Xml)))];
    }

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        table.CreateIfNotExists();
        var text = element.ToString(SaveOptions.DisableFormatting);
        var row = new TableEntity(Partition, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))) { [Xml] = text };
        table.UpsertEntity(row, TableUpdateMode.Replace);
    }
}

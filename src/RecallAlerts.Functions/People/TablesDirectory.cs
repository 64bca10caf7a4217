using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Notify.Directory;

namespace RecallAlerts.Functions.People;

/// <summary>What a reading of the directory found.</summary>
public enum DirectoryReading
{
    /// <summary>What is known already.</summary>
    Same,

    /// <summary>A new version, which is in force now.</summary>
    Changed,

    /// <summary>None was ever written.</summary>
    Missing,

    /// <summary>Its parts are not those that its head names: it is being written, or was written in part.</summary>
    Incomplete,
}

/// <summary>
/// The directory, kept in a table as the same document that the local host reads from a file: parts under the digest of the whole, and a head that names the digest and is
/// written last, so that a new version is in force at once or not at all. Until there is one nobody has an address, which shows on the outbox.
/// </summary>
/// <param name="table">The table.</param>
public sealed class TablesDirectory(TableClient table) : IDirectory
{
    /// <summary>The table.</summary>
    public const string Table = "directory";

    /// <summary>The partition.</summary>
    public const string Partition = "directory";

    private const string HeadRow = "head";
    private const string DigestProperty = "Digest";
    private const string JsonProperty = "Json";

    private volatile IDirectory _current = new NoDirectory();
    private string? _digest;

    /// <inheritdoc />
    public Contact? Find(Person person) => _current.Find(person);

    /// <inheritdoc />
    public Person CoverOf(Person person, Instant now) => _current.CoverOf(person, now);

    /// <inheritdoc />
    public IReadOnlyList<Person> CoveredBy(Person person, Instant now) => _current.CoveredBy(person, now);

    /// <inheritdoc />
    public IReadOnlyList<Absence> Absences => _current.Absences;

    /// <inheritdoc />
    public string? PduOf(Person practitioner) => _current.PduOf(practitioner);

    /// <inheritdoc />
    public IReadOnlyList<Person> PractitionersOf(string pdu) => _current.PractitionersOf(pdu);

    /// <summary>Reads the directory where it changed; what was in force stays so whatever goes wrong. By one caller at a time.</summary>
    /// <exception cref="RequestFailedException">The table cannot be read.</exception>
    /// <exception cref="Notify.InvalidSettingException">The document is not valid; every wrong value is named.</exception>
    public async Task<DirectoryReading> ReadAsync(CancellationToken cancellation)
    {
        var head = await table.GetEntityIfExistsAsync<TableEntity>(Partition, HeadRow, cancellationToken: cancellation);
        if (!head.HasValue || head.Value!.GetString(DigestProperty) is not { Length: > 0 } digest) return DirectoryReading.Missing;
        if (digest == _digest) return DirectoryReading.Same;
        var json = await DocumentAsync(digest, cancellation);
        if (DigestOf(json) != digest) return DirectoryReading.Incomplete;
        (_current, _digest) = (new FileDirectory(DirectoryReader.Read(json)), digest);
        return DirectoryReading.Changed;
    }

    /// <summary>The key of a part.</summary>
    public static string PartRow(string digest, int part) => string.Create(CultureInfo.InvariantCulture, $"{digest}-{part:D4}");

    /// <summary>The digest of a document.</summary>
    public static string DigestOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    // The parts that there are; whether they are all, the digest says.
    private async Task<string> DocumentAsync(string digest, CancellationToken cancellation)
    {
        var json = new StringBuilder();
        for (var i = 0; ; i++)
        {
            var part = await table.GetEntityIfExistsAsync<TableEntity>(Partition, PartRow(digest, i), cancellationToken: cancellation);
            if (!part.HasValue) return json.ToString();
            json.Append(part.Value!.GetString(JsonProperty));
        }
    }
}

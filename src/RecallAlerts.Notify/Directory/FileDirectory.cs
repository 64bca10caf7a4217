using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Notify.Directory;

/// <summary>The directory of this host: a file that is read and checked at start.</summary>
public sealed class FileDirectory : IDirectory
{
    private readonly DirectoryDocument _document;
    private readonly Covers _covers;

    /// <summary>A directory.</summary>
    public FileDirectory(DirectoryDocument document) =>
        (_document, _covers) = (document, new Covers(document.Absences, document.DutySpoOf));

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="Composition.InvalidSettingException">A value is wrong; every wrong value is named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileDirectory Load(string path) => new(DirectoryReader.Read(File.ReadAllText(path)));

    /// <inheritdoc />
    public Contact? Find(Person person) => _document.Contacts.GetValueOrDefault(person);

    /// <inheritdoc />
    public Person CoverOf(Person person, Instant now) => _covers.CoverOf(person, now);

    /// <inheritdoc />
    public IReadOnlyList<Person> CoveredBy(Person person, Instant now) => _covers.CoveredBy(person, now);

    /// <inheritdoc />
    public IReadOnlyList<Absence> Absences => _document.Absences;

    /// <inheritdoc />
    public string? PduOf(Person practitioner) => _document.Pdus.GetValueOrDefault(practitioner);

    /// <inheritdoc />
    public IReadOnlyList<Person> PractitionersOf(string pdu) => [.. _document.Pdus.Where(p => p.Value == pdu).Select(p => p.Key).Order()];
}

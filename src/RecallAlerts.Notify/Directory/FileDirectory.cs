using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Notify.Directory;

/// <summary>The directory of this host: a file that is read and checked at start.</summary>
public sealed class FileDirectory : IDirectory
{
    private readonly DirectoryDocument _document;
    private readonly ILookup<Person, Absence> _absences;

    /// <summary>A directory.</summary>
    public FileDirectory(DirectoryDocument document) =>
        (_document, _absences) = (document, document.Absences.ToLookup(a => a.Person));

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="Composition.InvalidSettingException">A value is wrong; every wrong value is named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileDirectory Load(string path) => new(DirectoryReader.Read(File.ReadAllText(path)));

    /// <inheritdoc />
    public Contact? Find(Person person) => _document.Contacts.GetValueOrDefault(person);

    /// <summary>
    /// Themselves; during an absence the cover; when the cover is away too, the cover's cover. Where all three are away, or cover each other in a
    /// circle, the duty SPO, or whoever stands in for the duty SPO. Where that ends nowhere either, themselves: better a message that somebody
    /// finds late than none. Whoever is answered covers themselves, so asking twice changes nothing.
    /// </summary>
    public Person CoverOf(Person person, Instant now)
    {
        var present = person;
        for (var step = 0; step < 3; step++)
        {
            if (CoverNow(present, now) is not { } cover) return present;
            present = cover;
        }

        return _document.DutySpoOf(person) is { } duty && duty != person ? CoverOf(duty, now) : person;
    }

    /// <summary>The inverse of <see cref="CoverOf"/>; somebody whom the file does not know as away covers themselves.</summary>
    public IReadOnlyList<Person> CoveredBy(Person person, Instant now) =>
        [.. _absences.Select(a => a.Key).Append(person).Distinct().Where(p => CoverOf(p, now) == person).Order()];

    private Person? CoverNow(Person person, Instant now) => _absences[person].FirstOrDefault(a => a.Holds(now))?.Cover;
}

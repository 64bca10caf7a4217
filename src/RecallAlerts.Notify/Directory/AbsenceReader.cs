using System.Text.Json;
using RecallAlerts.Application.Absences;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Notify.Directory;

/// <summary>Reads the absences of a directory file.</summary>
/// <param name="fields">Reads values and keeps problems.</param>
/// <param name="document">The rest of the file.</param>
internal sealed class AbsenceReader(DirectoryFields fields, DirectoryDocument document)
{
    private readonly List<(Absence Absence, string Path)> _read = [];

    public IReadOnlyList<Absence> Read(JsonElement root)
    {
        foreach (var (item, path) in fields.Items(root, "absences")) ReadOne(item, path);
        return [.. _read.Select(a => a.Absence)];
    }

    private void ReadOne(JsonElement item, string path)
    {
        if (!fields.IsObject(item, path)) return;
        fields.RefuseUnknown(item, path, "person", "from", "until", "cover");
        var person = fields.Person(item, path, "person");
        var from = fields.Moment(item, path, "from", isEnd: false);
        var until = fields.Moment(item, path, "until", isEnd: true);
        if (person is not { } away) return;
        var cover = CoverOf(away, item, path);
        if (from is null || until is null || cover is null) return;
        if (until <= from) fields.Refuse($"{path}.until", "must be after from");
        else Keep(new Absence(away, from.Value, until.Value, cover.Value), path);
    }

    private Person? CoverOf(Person away, JsonElement item, string path)
    {
        if (!item.TryGetProperty("cover", out var given) || given.ValueKind == JsonValueKind.Null) return DutySpoFor(away, path);
        if (fields.Person(item, path, "cover") is not { } cover) return null;
        if (cover == away) return Refuse(path, "must be somebody else");
        return document.Contacts.ContainsKey(cover) ? cover : Refuse(path, "must be somebody for whom the file has an address");
    }

    private Person? DutySpoFor(Person away, string path)
    {
        if (document.DutySpoOf(away) is not { } duty)
            return Refuse(path, "is needed: without it the duty SPO covers, and the file has no pdu for this person");
        if (duty == away) return Refuse(path, "is needed: without it the duty SPO covers, who is away");
        return document.Contacts.ContainsKey(duty) ? duty : Refuse(path, $"is needed: without it {duty} covers, for whom the file has no address");
    }

    // Two covers at once would make it a matter of the order in the file who gets a message.
    private void Keep(Absence absence, string path)
    {
        var other = _read.FirstOrDefault(a => a.Absence.Person == absence.Person && a.Absence.Overlaps(absence.From, absence.Until));
        if (other.Absence is not null) fields.Refuse(path, $"overlaps {other.Path}");
        _read.Add((absence, path));
    }

    private Person? Refuse(string path, string reason)
    {
        fields.Refuse($"{path}.cover", reason);
        return null;
    }
}

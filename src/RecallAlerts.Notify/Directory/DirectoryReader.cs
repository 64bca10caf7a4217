using System.Text.Json;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;
using RecallAlerts.Notify;

namespace RecallAlerts.Notify.Directory;

/// <summary>
/// Reads a directory file: people [{person, pdu, channel, address}], pdus {pdu: {duty-spo, head-of-pdu}}, regions {region: {on-call}} with
/// {channel, address} each, and absences [{person, from, until, cover}]. Every wrong value is named by its path; no address is repeated.
/// </summary>
public sealed class DirectoryReader
{
    private static readonly string[] ManagerRoles = [NameOf<Role>.Text(Role.DutySpo), NameOf<Role>.Text(Role.HeadOfPdu)];

    private static readonly string[] RegionRoles = [NameOf<Role>.Text(Role.OnCall)];

    private readonly DirectoryFields _fields = new();
    private readonly Dictionary<Person, Contact> _contacts = [];
    private readonly Dictionary<Person, string> _pdus = [];

    private DirectoryReader()
    {
    }

    /// <summary>Reads and checks a document.</summary>
    /// <exception cref="InvalidSettingException">A value is wrong; every wrong value is named.</exception>
    public static DirectoryDocument Read(string json)
    {
        using var parsed = Parse(json);
        var reader = new DirectoryReader();
        var document = reader.ReadDocument(parsed.RootElement);
        return reader._fields.Problems.Count == 0 ? document : throw Invalid(reader._fields.Problems);
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            // Not the text of the exception, which may repeat a part of the file.
            throw Invalid([new SettingProblem("(document)", $"is not JSON, or has a name twice, at line {e.LineNumber + 1}")]);
        }
    }

    private static InvalidSettingException Invalid(IReadOnlyList<SettingProblem> problems) => new("The directory", problems);

    private DirectoryDocument ReadDocument(JsonElement root)
    {
        if (_fields.IsObject(root, "(document)")) _fields.RefuseUnknown(root, "", "people", "pdus", "regions", "absences");
        foreach (var (item, path) in _fields.Items(root, "people")) ReadPerson(item, path);
        foreach (var (units, path) in _fields.Members(root, "pdus")) ReadRoles(units, path, ManagerRoles);
        foreach (var (units, path) in _fields.Members(root, "regions")) ReadRoles(units, path, RegionRoles);
        var document = new DirectoryDocument(_contacts, _pdus, []);
        return document with { Absences = new AbsenceReader(_fields, document).Read(root) };
    }

    private void ReadPerson(JsonElement item, string path)
    {
        if (!_fields.IsObject(item, path)) return;
        _fields.RefuseUnknown(item, path, "person", "pdu", "channel", "address");
        var person = _fields.Person(item, path, "person");
        var contact = _fields.Contact(item, path);
        var pdu = _fields.OptionalText(item, path, "pdu");
        if (person is not { } known) return;
        if (known.Role != Role.Practitioner) _fields.Refuse($"{path}.person", "must be a practitioner; the others stand under pdus and regions");
        if (contact is not null && !_contacts.TryAdd(known, contact)) _fields.Refuse($"{path}.person", "is there twice");
        if (pdu is not null) _pdus[known] = pdu;
    }

    private void ReadRoles(JsonProperty unit, string path, string[] roles)
    {
        if (!_fields.IsObject(unit.Value, path)) return;
        _fields.RefuseUnknown(unit.Value, path, roles);
        foreach (var role in unit.Value.EnumerateObject())
        {
            if (!roles.Contains(role.Name, StringComparer.Ordinal) || !NameOf<Role>.TryParse(role.Name, out var known)) continue;
            var rolePath = $"{path}.{role.Name}";
            if (!_fields.IsObject(role.Value, rolePath)) continue;
            _fields.RefuseUnknown(role.Value, rolePath, "channel", "address");
            if (_fields.Contact(role.Value, rolePath) is { } contact) _contacts[new Person(known, unit.Name)] = contact;
        }
    }
}

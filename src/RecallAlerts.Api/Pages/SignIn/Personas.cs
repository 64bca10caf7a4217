using RecallAlerts.Api.Access;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.SignIn;

/// <summary>Who one can be in development: the practitioners and managers who have most to do in the data that is there, and the roles that see nobody.</summary>
internal static class Personas
{
    private const int MostRead = 2_000;
    private const int MostShown = 8;

    public static async Task<IReadOnlyList<PersonaGroup>> ReadAsync(ICaseQueries queries, CancellationToken cancellation)
    {
        var alerts = (await queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, AtMost = MostRead }, cancellation)).Where(a => a.Alert.SuppressedBy is null).ToArray();
        var practitioners = alerts.Where(a => a.Alert.Owner.Role == Role.Practitioner).GroupBy(a => (a.Alert.Owner.Id, a.Release.Pdu))
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Id, StringComparer.Ordinal).Take(MostShown)
            .Select(g => new Persona($"practitioner:{g.Key.Id}@{g.Key.Pdu}", $"{g.Key.Id}, {PlaceNames.Of(g.Key.Pdu)} ({PageWords.Count(g.Count(), "alert", "alerts")})"));
        var pdus = alerts.GroupBy(a => a.Release.Pdu).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostShown).Select(g => (g.Key, Count: g.Count())).ToArray();
        return
        [
            new("Practitioner: own cases", [.. practitioners]),
            new("Duty manager: triage of a PDU", [.. pdus.Select(p => new Persona($"duty-manager:{p.Key}", $"{PlaceNames.Of(p.Key)} ({PageWords.Count(p.Count, "alert", "alerts")})"))]),
            new("Head of PDU", [.. pdus.Take(2).Select(p => new Persona($"head-of-pdu:{p.Key}", PlaceNames.Of(p.Key)))]),
            new("Others", [new("analyst:analyst", "Analyst: figures and exports, no person"), new("operations:operations", "Operations: whether everything is watched")]),
        ];
    }

    /// <summary>The caller of a persona; null when it is none.</summary>
    public static Caller? Of(string? value)
    {
        var colon = value?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 1 || colon == value!.Length - 1 || !NameOf<AppRole>.TryParse(value[..colon], out var role) || role == AppRole.Service) return null;
        var (id, roles) = (value[(colon + 1)..], new HashSet<AppRole> { role });
        if (role is AppRole.DutyManager or AppRole.HeadOfPdu) return new Caller(value, roles, null, id) { Display = $"{(role == AppRole.DutyManager ? "duty manager" : "head")} of {PlaceNames.Of(id)}" };
        if (role != AppRole.Practitioner) return new Caller(id, roles, null, null);
        var at = id.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? new Caller(id, roles, id, null) : new Caller(id[..at], roles, id[..at], id[(at + 1)..]);
    }
}

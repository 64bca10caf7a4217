using System.Security.Cryptography;
using System.Text;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Absences;

/// <summary>What of an absence is wrong.</summary>
public enum AbsencePart
{
    /// <summary>Who is away.</summary>
    Person,

    /// <summary>Since when.</summary>
    From,

    /// <summary>Until when.</summary>
    Until,

    /// <summary>Who stands in.</summary>
    Cover,
}

/// <summary>Why an absence is not entered.</summary>
/// <param name="Part">What is wrong.</param>
/// <param name="Reason">For a person: what is wrong with it.</param>
public sealed record AbsenceRefusal(AbsencePart Part, string Reason);

/// <summary>Who may be entered as away, and who may stand in.</summary>
/// <param name="Pdu">The PDU.</param>
/// <param name="Staff">Its practitioners and its duty SPO.</param>
public sealed record PduStaff(string Pdu, IReadOnlyList<Person> Staff)
{
    /// <summary>The duty SPO.</summary>
    public Person DutySpo => new(Role.DutySpo, Pdu);

    /// <summary>Who may stand in: the staff and the head of the PDU.</summary>
    public IReadOnlyList<Person> Covers => [.. Staff, new Person(Role.HeadOfPdu, Pdu)];
}

/// <summary>Enters an absence and ends one early. It is in force at once.</summary>
/// <param name="directory">The directory with the absences.</param>
public sealed class EnterAbsence(AbsenceDirectory directory)
{
    private const long KeptAfterEnd = 30 * Instant.Day;

    /// <summary>Enters an absence, or answers what is wrong with it; then nothing changes.</summary>
    /// <param name="absence">The absence.</param>
    /// <param name="staff">Who may be away and stand in.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<AbsenceRefusal>> RunAsync(Absence absence, PduStaff staff, Person by, Instant now, CancellationToken cancellation)
    {
        IReadOnlyList<AbsenceRefusal> refusals = [];
        await directory.UpdateAsync(
            entered =>
            {
                refusals = [.. Check(absence, staff, [.. entered.Select(e => e.Absence), .. directory.Given], now)];
                return refusals.Count > 0 ? null : new AbsenceUpdate([new EnteredAbsence(IdOf(absence, now), absence, staff.Pdu, by, now)], Outdated(entered, now));
            },
            cancellation);
        return refusals;
    }

    /// <summary>Ends an absence now, or takes it back when it has not begun; false when the PDU has none of that id. One that has ended stays as it is.</summary>
    public async Task<bool> EndAsync(string id, string pdu, Instant now, CancellationToken cancellation)
    {
        var isThere = false;
        await directory.UpdateAsync(
            entered =>
            {
                var found = entered.FirstOrDefault(e => e.Id == id && e.Pdu == pdu);
                isThere = found is not null;
                return found is null || found.Absence.Until <= now ? null : Ended(found, now);
            },
            cancellation);
        return isThere;
    }

    private static AbsenceUpdate Ended(EnteredAbsence e, Instant now) =>
        e.Absence.From >= now ? new AbsenceUpdate([], [e.Id]) : new AbsenceUpdate([e with { Absence = e.Absence with { Until = now } }], []);

    private static string[] Outdated(IReadOnlyList<EnteredAbsence> entered, Instant now) =>
        [.. entered.Where(e => e.Absence.Until.PlusSeconds(KeptAfterEnd) < now).Select(e => e.Id).Take(AbsenceUpdate.AtMost - 1)];

    // What has ended stands in nobody's way: who came back early may leave again on the same day.
    private IEnumerable<AbsenceRefusal> Check(Absence absence, PduStaff staff, IReadOnlyList<Absence> others, Instant now)
    {
        var there = others.Where(o => o.Until > now && o.Overlaps(absence.From, absence.Until)).ToList();
        if (!staff.Staff.Contains(absence.Person)) yield return new(AbsencePart.Person, "Choose a practitioner of your PDU or its duty manager");
        if (absence.Until <= absence.From) yield return new(AbsencePart.Until, "The last day must not be before the first");
        else if (absence.Until <= now) yield return new(AbsencePart.Until, "The last day must be today or later");
        else if (there.Exists(o => o.Person == absence.Person)) yield return new(AbsencePart.From, "They are entered as off in that time already: end that absence first");
        if (WhyNot(absence, staff, there) is { } reason) yield return new(AbsencePart.Cover, reason);
    }

    private string? WhyNot(Absence absence, PduStaff staff, List<Absence> there)
    {
        if (!staff.Covers.Contains(absence.Cover)) return "Choose who covers";
        if (absence.Cover == absence.Person) return "Choose somebody else: nobody covers for themselves";
        if (directory.Find(absence.Cover) is null) return "Choose somebody whose address is known: this person could not be told";
        return there.Exists(o => o.Person == absence.Cover) ? "Choose somebody who is there: this person is off in that time too" : null;
    }

    private static string IdOf(Absence absence, Instant now) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{absence.Person}|{absence.From}|{absence.Until}|{now}")).AsSpan(0, 12));
}

using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages.Triaging;

/// <summary>The people of a PDU: who holds a release there or is in the directory under it, what each carries, and who is off.</summary>
/// <param name="Pdu">The PDU.</param>
/// <param name="Loads">What each person carries there, people of other PDUs among them.</param>
/// <param name="Directory">Who is off and who covers.</param>
/// <param name="Now">Now, UTC.</param>
internal sealed record StaffOfPdu(string Pdu, IReadOnlyList<CarriedLoad> Loads, AbsenceDirectory Directory, Instant Now)
{
    /// <summary>The practitioners and the duty SPO.</summary>
    public PduStaff Staff { get; } = new(
        Pdu,
        [
            .. Loads.Where(l => l.Held > 0).Select(l => l.Person).Concat(Directory.PractitionersOf(Pdu)).Where(p => p.Role == Role.Practitioner).Distinct().Order(),
            new Person(Role.DutySpo, Pdu),
        ]);

    public static async Task<StaffOfPdu> ReadAsync(ApiRequest request, string pdu) =>
        new(pdu, await request.Services.Queries.LoadAsync(pdu, request.Caller.ViewerAt(request.Services.Now), request.Cancellation), request.Services.Directory, request.Services.Now);

    /// <summary>What somebody carries.</summary>
    public CarriedLoad LoadOf(Person person) => Loads.FirstOrDefault(l => l.Person == person) ?? new CarriedLoad(person, 0, 0, 0, 0, 0);

    /// <summary>Until when somebody is off and who covers; null when they are there.</summary>
    public string? Off(Person person) =>
        Directory.Absences.FirstOrDefault(a => a.Person == person && a.Holds(Now)) is { } absence ? PersonWords.Off(absence, Directory.CoverOf(person, Now), Pdu) : null;

    /// <summary>All who carry something or belong here, the one with the most urgent first.</summary>
    public IReadOnlyList<LoadLine> Lines() =>
    [
        .. Staff.Staff.Concat(Loads.Select(l => l.Person)).Distinct().Select(p => new LoadLine(LoadOf(p), PersonWords.Of(p, Pdu), Off(p)))
            .OrderByDescending(l => l.Carried.Urgent).ThenByDescending(l => l.Carried.High).ThenByDescending(l => l.Carried.Open).ThenBy(l => l.Carried.Person),
    ];
}

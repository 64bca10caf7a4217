using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Api.Access;

/// <summary>App roles of tokens (architecture.md, Security).</summary>
public enum AppRole
{
    /// <summary>practitioner</summary>
    Practitioner,

    /// <summary>duty-manager</summary>
    DutyManager,

    /// <summary>head-of-pdu</summary>
    HeadOfPdu,

    /// <summary>analyst</summary>
    Analyst,

    /// <summary>service</summary>
    Service,

    /// <summary>operations</summary>
    Operations,
}

/// <summary>Who calls, by the token.</summary>
/// <param name="Name">The name in the audit.</param>
/// <param name="Roles">App roles.</param>
/// <param name="PractitionerId">The claim practitioner_id.</param>
/// <param name="Pdu">The claim pdu.</param>
/// <param name="Region">The claim region.</param>
/// <param name="IsDeveloper">The persona of the local host without a token: may see and do all, on loopback only.</param>
public sealed record Caller(string Name, IReadOnlySet<AppRole> Roles, string? PractitionerId, string? Pdu, string? Region = null, bool IsDeveloper = false)
{
    /// <summary>The name by which the caller knows themselves, to be shown to them only; null where the sign-in gave none.</summary>
    public string? Display { get; init; }

    /// <summary>Nobody is signed in.</summary>
    public static Caller Nobody { get; } = new("", new HashSet<AppRole>(), null, null);

    /// <summary>The persona dev: all roles.</summary>
    public static Caller Developer { get; } = new("dev", new HashSet<AppRole>(Enum.GetValues<AppRole>()), null, null, IsDeveloper: true);

    /// <summary>Whether the caller manages a PDU.</summary>
    public bool Manages(string pdu) => IsDeveloper || ((Roles.Contains(AppRole.DutyManager) || Roles.Contains(AppRole.HeadOfPdu)) && Pdu == pdu);

    /// <summary>Who looks, by all names that limits of a case may name them by: the claim practitioner_id, each role, the name in the audit.</summary>
    public Viewer ViewerAt(Instant now) => IsDeveloper ? Viewer.OfAll : Viewer.Of(Staff.Of(Names().OfType<string>()), now);

    /// <summary>
    /// Whether the role shows the caller a case: its practitioner (or who covers for them), or a manager of its PDU. Limits of the case may keep it from
    /// them all the same (<see cref="ViewerAt"/>).
    /// </summary>
    public bool MaySee(Release release, string? practitioner, Func<Person, Person> coverOf)
    {
        if (Manages(release.Pdu)) return true;
        if (!Roles.Contains(AppRole.Practitioner) || PractitionerId is null || practitioner is null) return false;
        var holder = new Person(Role.Practitioner, practitioner);
        var self = new Person(Role.Practitioner, PractitionerId);
        return holder == self || coverOf(holder) == self;
    }

    /// <summary>As whom the caller acts on alerts; null when in no such role.</summary>
    public Person? ActsAs() =>
        Roles.Contains(AppRole.DutyManager) && Pdu is not null ? new Person(Role.DutySpo, Pdu) :
        Roles.Contains(AppRole.HeadOfPdu) && Pdu is not null ? new Person(Role.HeadOfPdu, Pdu) :
        Roles.Contains(AppRole.Practitioner) && PractitionerId is not null ? new Person(Role.Practitioner, PractitionerId) : null;

    private IEnumerable<string?> Names()
    {
        yield return PractitionerId;
        yield return Name.Length > 0 ? Name : null;
        if (Pdu is null) yield break;
        if (Roles.Contains(AppRole.DutyManager)) yield return new Person(Role.DutySpo, Pdu).ToString();
        if (Roles.Contains(AppRole.HeadOfPdu)) yield return new Person(Role.HeadOfPdu, Pdu).ToString();
    }
}

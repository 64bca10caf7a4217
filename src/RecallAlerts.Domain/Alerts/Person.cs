using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>In which role somebody is told or acts.</summary>
public enum Role
{
    /// <summary>practitioner: the probation practitioner (COM)</summary>
    Practitioner,

    /// <summary>duty-spo: the duty manager of a PDU</summary>
    DutySpo,

    /// <summary>head-of-pdu</summary>
    HeadOfPdu,

    /// <summary>on-call: a region's out-of-hours manager rota</summary>
    OnCall,
}

/// <summary>Somebody in a role, written role:id (lifecycle.md §2.5).</summary>
/// <param name="Role">The role.</param>
/// <param name="Id">The practitioner id, or the slug of the PDU or region.</param>
public readonly record struct Person(Role Role, string Id) : IComparable<Person>
{
    /// <summary>Reads role:id; false when it is not of that form.</summary>
    public static bool TryParse(string? text, out Person person)
    {
        person = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0 || colon == text!.Length - 1 || !NameOf<Role>.TryParse(text[..colon], out var role)) return false;
        person = new Person(role, text[(colon + 1)..]);
        return true;
    }

    /// <summary>Whether it is a manager, who is told of what is not urgent at fixed times.</summary>
    public bool IsManager => Role is Role.DutySpo or Role.HeadOfPdu;

    /// <summary>By the written role, then id, by code point.</summary>
    public int CompareTo(Person other)
    {
        var order = string.CompareOrdinal(NameOf<Role>.Text(Role), NameOf<Role>.Text(other.Role));
        return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
    }

    /// <inheritdoc />
    public override string ToString() => $"{NameOf<Role>.Text(Role)}:{Id}";
}

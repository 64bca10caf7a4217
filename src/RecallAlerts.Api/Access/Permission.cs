namespace RecallAlerts.Api.Access;

/// <summary>What a handler needs. Every route declares one; rows are then narrowed to the caller's own cases or PDU.</summary>
public sealed record Permission
{
    private readonly AppRole[] _roles;

    private Permission(string name, params AppRole[] roles) => (Name, _roles) = (name, roles);

    /// <summary>Anyone, without a token.</summary>
    public static Permission Anyone { get; } = new("anyone");

    /// <summary>Anyone who is signed in, whatever the role.</summary>
    public static Permission SignedIn { get; } = new("signed-in", Enum.GetValues<AppRole>());

    /// <summary>Sees own cases on a page.</summary>
    public static Permission SeeOwnCases { get; } = new("see-own-cases", AppRole.Practitioner);

    /// <summary>Sends releases and events.</summary>
    public static Permission Send { get; } = new("send", AppRole.Service);

    /// <summary>Sees cases and alerts: own cases, or own PDU.</summary>
    public static Permission SeeCases { get; } = new("see-cases", AppRole.Practitioner, AppRole.DutyManager, AppRole.HeadOfPdu) { ShowsPeople = true };

    /// <summary>Acts on alerts.</summary>
    public static Permission Act { get; } = new("act", AppRole.Practitioner, AppRole.DutyManager, AppRole.HeadOfPdu) { ShowsPeople = true };

    /// <summary>Sees triage of the own PDU.</summary>
    public static Permission Triage { get; } = new("triage", AppRole.DutyManager, AppRole.HeadOfPdu) { ShowsPeople = true };

    /// <summary>Confirms or replaces the reason of a recall.</summary>
    public static Permission AnswerRecalls { get; } = new("answer-recalls", AppRole.Practitioner, AppRole.DutyManager, AppRole.HeadOfPdu) { ShowsPeople = true };

    /// <summary>Classifies narratives without storing anything.</summary>
    public static Permission Classify { get; } = new("classify", AppRole.Service, AppRole.DutyManager, AppRole.HeadOfPdu);

    /// <summary>Takes exports: rows without names, controlled data.</summary>
    public static Permission Analyse { get; } = new("analyse", AppRole.Analyst) { ShowsPeople = true };

    /// <summary>Sees published figures.</summary>
    public static Permission Report { get; } = new("report", AppRole.Analyst, AppRole.DutyManager, AppRole.HeadOfPdu);

    /// <summary>Sees the proof of watch.</summary>
    public static Permission Operate { get; } = new("operate", AppRole.Operations);

    /// <summary>The name, for the documentation.</summary>
    public string Name { get; }

    /// <summary>Whether no token is needed.</summary>
    public bool IsOpen => _roles.Length == 0;

    /// <summary>Whether what it opens may show people: such an answer says whom, or it is not sent.</summary>
    public bool ShowsPeople { get; private init; }

    /// <summary>Whether a caller has it.</summary>
    public bool IsGranted(Caller caller) => IsOpen || _roles.Any(caller.Roles.Contains);
}

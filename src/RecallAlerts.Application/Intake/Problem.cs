namespace RecallAlerts.Application.Intake;

/// <summary>Why input is refused; each is a problem type of its own (api.md, Refused).</summary>
public enum ProblemType
{
    /// <summary>The text is not JSON, not UTF-8 or not of the expected shape.</summary>
    MalformedJson,

    /// <summary>The event type is none of the known ones.</summary>
    UnknownType,

    /// <summary>A value is none of the codes of its list.</summary>
    UnknownCode,

    /// <summary>A field that must be there is not.</summary>
    MissingField,

    /// <summary>A field has a value of the wrong kind or form.</summary>
    InvalidField,

    /// <summary>A CRN of the wrong form.</summary>
    InvalidCrn,

    /// <summary>A NOMS number of the wrong form.</summary>
    InvalidNomsNumber,

    /// <summary>An instant without offset.</summary>
    InstantWithoutOffset,

    /// <summary>An instant before 2000 or more than two years ahead.</summary>
    InstantOutOfRange,

    /// <summary>A narrative over 20,000 characters.</summary>
    NarrativeTooLong,

    /// <summary>A line over 64 KiB.</summary>
    LineTooLong,

    /// <summary>A body over 1 MiB.</summary>
    BodyTooLarge,

    /// <summary>Another body under the id of a registered release.</summary>
    ReleaseConflict,

    /// <summary>More events, or recalls to classify, than one request may hold.</summary>
    TooManyEvents,

    /// <summary>Another body, or another release, under the id of a recorded recall.</summary>
    RecallConflict,

    /// <summary>The person or the release was erased: nothing about them is taken any more.</summary>
    Erased,
}

/// <summary>What is wrong with input: the field and the reason. Never holds the value, which may be personal data.</summary>
/// <param name="Type">The kind of problem.</param>
/// <param name="Field">The field, as a path; empty when it is the whole.</param>
/// <param name="Reason">What is wrong, for a person.</param>
public sealed record Problem(ProblemType Type, string Field, string Reason)
{
    /// <summary>Says no more than that: not who, not when, not why.</summary>
    public static Problem OfErased { get; } = new(ProblemType.Erased, "", "is about somebody or something that was erased");

    /// <summary>An escape such as \ud800 is JSON, but no text: it is only found out when the text is taken.</summary>
    public static Problem NoCharacter { get; } = new(ProblemType.MalformedJson, "", "has an escape that is no character");
}

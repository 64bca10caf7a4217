using System.Globalization;

namespace RecallAlerts.Domain.Releases;

/// <summary>A case reference number: one capital letter and six digits.</summary>
/// <param name="Value">The number as written.</param>
public readonly record struct Crn(string Value)
{
    /// <summary>Reads a CRN; false when the form is wrong.</summary>
    public static bool TryParse(string? text, out Crn crn)
    {
        crn = default;
        if (text is not { Length: 7 } || !char.IsAsciiLetterUpper(text[0]) || text.AsSpan(1).ContainsAnyExceptInRange('0', '9')) return false;
        crn = new Crn(text);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A NOMS (prison) number: a capital letter, four digits, two capital letters.</summary>
/// <param name="Value">The number as written.</param>
public readonly record struct NomsNumber(string Value)
{
    /// <summary>Reads a NOMS number; false when the form is wrong.</summary>
    public static bool TryParse(string? text, out NomsNumber number)
    {
        number = default;
        if (text is not { Length: 7 } || !char.IsAsciiLetterUpper(text[0]) || text.AsSpan(1, 4).ContainsAnyExceptInRange('0', '9') ||
            text.AsSpan(5).ContainsAnyExceptInRange('A', 'Z'))
            return false;
        number = new NomsNumber(text);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>The id of a release: {crn}-{local release date as yyyyMMdd}. Personal data.</summary>
/// <param name="Value">The id as written.</param>
public readonly record struct ReleaseId(string Value) : IComparable<ReleaseId>
{
    /// <summary>Mints the id of a release.</summary>
    public static ReleaseId Of(Crn crn, DateOnly day) => new($"{crn.Value}-{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");

    /// <summary>Reads a release id; false when the form is wrong.</summary>
    public static bool TryParse(string? text, out ReleaseId id)
    {
        id = default;
        if (text is not { Length: 16 } || text[7] != '-' || !Crn.TryParse(text[..7], out _) ||
            !DateOnly.TryParseExact(text.AsSpan(8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return false;
        id = new ReleaseId(text);
        return true;
    }

    /// <summary>The CRN under which it was minted; after a merge the person may be known by another.</summary>
    public Crn MintedUnder => new(Value[..7]);

    /// <summary>The local day of release, as it stands in the id.</summary>
    public string Day => Value[8..];

    /// <summary>By code point, never by culture.</summary>
    public int CompareTo(ReleaseId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

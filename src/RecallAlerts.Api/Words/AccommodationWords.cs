using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Lanes;

namespace RecallAlerts.Api.Words;

/// <summary>Where somebody lives, in words.</summary>
internal static class AccommodationWords
{
    /// <summary>What the rules make of it.</summary>
    public static string Of(AccommodationCategory category) => category switch
    {
        AccommodationCategory.Settled => "Settled",
        AccommodationCategory.Transient => "Temporary",
        AccommodationCategory.Homeless => "Homeless",
        _ => "Not known",
    };

    /// <summary>What the rules make of it, and the official code.</summary>
    public static string Of(Dwelling dwelling) => dwelling.Code is { } code ? $"{Of(dwelling.Category)} ({OfCode(code)})" : Of(dwelling.Category);

    /// <summary>What the rules make of an official code, and the code.</summary>
    public static string Of(string code) => Of(new Dwelling(AccommodationCodes.CategoryOf(code), code));

    /// <summary>An official code; those whose meaning the rules name are in words.</summary>
    private static string OfCode(string code) => code switch
    {
        "A02" => "approved premises",
        "A08" => "squat",
        "A08A" => "rough sleeping",
        "A08C" => "night shelter, emergency hostel or campsite",
        "A10" or "A11" => "CAS2",
        AccommodationCodes.Cas3 => "CAS3",
        _ => $"code {code}",
    };
}

using System.Globalization;

namespace RecallAlerts.Domain.Reports;

/// <summary>A quarter of a calendar year, by local dates.</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">1 to 4.</param>
public readonly record struct Quarter(int Year, int Number)
{
    private const int Length = 7;

    /// <summary>Its first day.</summary>
    public DateOnly From => new(Year, ((Number - 1) * 3) + 1, 1);

    /// <summary>The day after its last.</summary>
    public DateOnly Before => From.AddMonths(3);

    /// <summary>Reads a quarter such as 2026-Q2; false when it is none between 2000 and 2099.</summary>
    public static bool TryParse(string? text, out Quarter quarter)
    {
        quarter = default;
        if (text is not { Length: Length } || text[4] != '-' || text[5] != 'Q' || text[6] is < '1' or > '4' ||
            !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2099)
            return false;
        quarter = new Quarter(year, text[6] - '0');
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Year:0000}-Q{Number}";
}

using System.Globalization;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation.Lives;

namespace RecallAlerts.LocalHost.Simulation.Narratives;

/// <summary>Fills the gaps of a fragment from the life that was told, and roughens the words as people in a hurry do.</summary>
internal sealed class Wording(Life life, RecallPlan recall)
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];

    private static readonly (string Word, string Rough)[] Abbreviations =
    [
        ("appointments", "appts"), ("practitioner ", "PP "), ("accommodation", "accom"), ("without", "w/o"), ("because", "as"),
        ("licence", "lic"), ("weeks", "wks"), ("Police", "Pol"),
    ];

    private static readonly (string Word, string Rough)[] Slips =
    [
        ("accommodation", "acommodation"), ("alcohol", "alchol"), ("received", "recieved"), ("until", "untill"),
        ("appointment", "appointmnet"), ("address", "adress"), ("offered", "offerd"), ("release", "relase"),
    ];

    private readonly bool _woman = life.Dice.Chance(0.06);

    public string Fill(string fragment)
    {
        var text = fragment;
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open))
        {
            var close = text.IndexOf('}', open);
            text = text[..open] + Slot(text[(open + 1)..close]) + text[(close + 1)..];
        }

        return text;
    }

    public string Roughen(string text)
    {
        foreach (var (word, rough) in Abbreviations)
        {
            if (life.Dice.Chance(0.25)) text = text.Replace(word, rough, StringComparison.Ordinal);
        }

        foreach (var (word, rough) in Slips)
        {
            if (life.Dice.Chance(0.06)) text = text.Replace(word, rough, StringComparison.Ordinal);
        }

        return text;
    }

    private string Slot(string name) => name switch
    {
        "he" => _woman ? "she" : "he",
        "his" => _woman ? "her" : "his",
        "him" => _woman ? "her" : "him",
        "span" => Span(),
        "nights" => Nights(),
        "weekday" => Weekday(),
        "count" => Math.Max(life.Missed, 1).ToString(CultureInfo.InvariantCulture),
        "missed" => Number(Math.Max(life.Missed, 1)),
        "bad" => Number(Math.Max(life.BadTests, 2)),
        "coms" => Number(life.Holders.Select(h => h.Id).OfType<string>().Distinct(StringComparer.Ordinal).Count()),
        _ when char.IsUpper(name[0]) => Capital(Slot(char.ToLowerInvariant(name[0]) + name[1..])),
        _ => throw new FormatException($"No fragment may ask for '{name}'."),
    };

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private string Span() => (LondonTime.Date(recall.RecalledAt).DayNumber - life.Profile.ReleaseDate.DayNumber) switch
    {
        1 => "one day",
        < 14 and var days => string.Create(CultureInfo.InvariantCulture, $"{days} days"),
        < 84 and var days => string.Create(CultureInfo.InvariantCulture, $"{days / 7} weeks"),
        var days => string.Create(CultureInfo.InvariantCulture, $"{days / 30} months"),
    };

    /// <summary>The day that a story of lost housing turns on; in the others the day before last.</summary>
    private string Weekday()
    {
        var lost = recall.Cause == RecallCause.Homelessness ? life.LostAddressAt : null;
        return LondonTime.Date(lost ?? recall.RecalledAt.PlusHours(-40)).DayOfWeek.ToString();
    }

    private string Nights()
    {
        var since = life.LostAddressAt ?? recall.RecalledAt.PlusHours(-48);
        var nights = LondonTime.Date(recall.RecalledAt).DayNumber - LondonTime.Date(since).DayNumber;
        return nights < 2 ? "a night" : string.Create(CultureInfo.InvariantCulture, $"{nights} nights");
    }

    private static string Number(int n) => n < Numbers.Length ? Numbers[n] : n.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Frozen;
using System.Text;

namespace RecallAlerts.Domain.Rules;

/// <summary>The written names of enumerations of the field: words in lower case joined by hyphens.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public static class NameOf<T>
    where T : struct, Enum
{
    private static readonly string[] Names = [.. Enum.GetNames<T>().Select(Hyphenate)];

    private static readonly FrozenDictionary<string, T> Values =
        Enum.GetValues<T>().ToFrozenDictionary(value => Hyphenate(value.ToString()), StringComparer.Ordinal);

    /// <summary>All written names, in the order of declaration.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The written name of a value.</summary>
    public static string Text(T value) => Names[Convert.ToInt32(value)];

    /// <summary>Reads a written name; false when it is none.</summary>
    public static bool TryParse(string? text, out T value)
    {
        value = default;
        return text is not null && Values.TryGetValue(text, out value);
    }

    private static string Hyphenate(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}

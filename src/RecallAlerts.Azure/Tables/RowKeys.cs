using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Keys of rows. A part is a digest, a number of fixed width, or text of which only 0-9, a-z and - stand for themselves: keys are compared by
/// code point, some characters are not allowed in them, and no tool may take one case for the other.
/// </summary>
internal static class RowKeys
{
    /// <summary>The release row: the first of its partition, so that what is read with it is at least as new.</summary>
    public const string Head = "0";

    public const string Alerts = "a";

    /// <summary>All that a review needs lies before it.</summary>
    public const string EndOfCase = "n";

    /// <summary>Of the rows that span releases the index lies before it; what was told to whom, of which there is ever more, behind.</summary>
    public const string EndOfIndex = "z";

    /// <summary>Messages, whether they left or not.</summary>
    public const string Messages = "zm|";

    /// <summary>Messages that wait.</summary>
    public const string AllUnsent = "zu|";

    /// <summary>What was decided of tellings.</summary>
    public const string AllDecided = "zd|";

    public const string WeekendListsThrough = "zs|weekend-lists-through";

    private const int LongestText = 100;
    private const long LatestSecond = 999_999_999_999;

    public static string Fact(string eventKey, string content) => $"f|{eventKey}|{content}";

    /// <summary>The content by which a fact is told apart from others of its event, of the key of its row.</summary>
    public static string ContentOf(string factKey) => factKey[(factKey.LastIndexOf('|') + 1)..];

    public static string Staged(string stage, string factKey) => $"g|{stage}|{factKey}";

    public static string Changes(long version) => $"x|{version:D10}";

    public static string Watch(string pdu, string watchId, long version) => $"w|{Text(pdu)}|{watchId}|{version:x16}";

    public static string Ended(string pdu, string watchId, long version) => $"e|{Text(pdu)}|{watchId}|{version:x16}";

    public static string Guard(string watchId, string commitId) => $"p|{watchId}|{commitId}";

    public static string Owned(Person person, string watchId) => $"o|{PersonText(person)}|{watchId}";

    public static string Owner(Person person, string watchId) => $"i|{PersonText(person)}|{watchId}";

    public static string OfCrn(string crnKey, string watchId) => $"c|{crnKey}|{watchId}";

    public static string OfAlert(AlertId alert) => $"l|{alert.Value}";

    /// <summary>Releases by the moment of release.</summary>
    public const string AllReleased = "b|";

    /// <summary>Later releases first: the latest is the first row.</summary>
    public static string Released(Instant at, string watchId) => $"{AllReleased}{LatestSecond - at.Seconds:D12}|{watchId}";

    public static string Fence(string watchId) => $"y|{watchId}";

    public static string Message(Person audience, string messageId) => $"{Messages}{PersonText(audience)}|{Text(messageId)}";

    /// <summary>Messages that wait, in the order in which they are tried.</summary>
    public static string Unsent(Instant nextTryAt, Instant at, string messageId) => $"{AllUnsent}{Time(nextTryAt)}|{Time(at)}|{messageId}";

    /// <summary>The head of an audience, and what the keys of all begin with that concerns it: its rows of the index, and what is left to write of a delivery.</summary>
    public static string Audience(Person audience) => $"o|{PersonText(audience)}|";

    /// <summary>Whom a row concerns, as the key of their head.</summary>
    public static string AudienceOf(string key) => key[..(key.IndexOf('|', 2) + 1)];

    /// <summary>What is left to write of a delivery. No watchId begins like it.</summary>
    public static string Left(Person audience, string commitId, int n) => $"{Audience(audience)}left.{commitId}.{n}";

    public static bool IsLeft(string key) => key.Contains("|left.", StringComparison.Ordinal);

    public static string Decided(string watchId) => $"{AllDecided}{watchId}|";

    public static string Time(Instant at) => at.Seconds.ToString("D12", CultureInfo.InvariantCulture);

    public static string PersonText(Person person) => $"{Text(Domain.Rules.NameOf<Role>.Text(person.Role))}.{Text(person.Id)}";

    /// <summary>Text as part of a key; each has one form, and what is long its digest.</summary>
    public static string Text(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '-') key.Append(unit);
            else key.Append('_').Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
        }

        return key.Length <= LongestText ? key.ToString() : $"~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())).AsSpan(0, 16))}";
    }

    /// <summary>The first key after all that begin with a prefix, which ends with a bar.</summary>
    public static string After(string prefix) => $"{prefix[..^1]}}}";

    /// <summary>An id of one try to commit. Random, because two that try the same are still two: only one of them may take the commit for its own.</summary>
    public static string NewCommitId() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}

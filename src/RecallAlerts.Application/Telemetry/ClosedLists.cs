using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Intake.Hmpps;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Telemetry;

/// <summary>
/// The attributes that a metric may carry, and every value that each may have. Whoever reads metrics is not allowed to see people, so no attribute
/// is an id of anything, a place or words; and a closed list keeps the number of series small. What is on no list is <see cref="Other"/>.
/// </summary>
public static class ClosedLists
{
    /// <summary>The value of what is on no list.</summary>
    public const string Other = "other";

    /// <summary>The value where there is nothing to name.</summary>
    internal const string None = "none";

    private const string Suppressed = "suppressed";

    private static readonly string[] Channels = ["email", "sms", "file", "none", Other];

    private static readonly string[] DismissReasons = ["wrong", "known", "not-useful", Other];

    private static readonly string[] Changes =
        [.. typeof(AlertChange).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AlertChange))).Select(t => t.Name).Order(StringComparer.Ordinal)];

    private static readonly string[] Cancelled = [.. NameOf<AlertStatus>.All, WaitingTelling.LimitedAccess];

    private static readonly string[] Booleans = ["false", "true"];

    /// <summary>All values of each attribute, by its name. Requests have theirs where the routes are.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["status"] = NameOf<EventStatus>.All,
        ["source"] = NameOf<EventOrigin>.All,
        ["type"] = [.. HmppsTypes.Known, Other],
        ["passed"] = [.. NameOf<LetPassReason>.All, None],
        ["problem"] = [.. NameOf<ProblemType>.All, Other],
        ["changed"] = Booleans,
        ["change"] = Changes,
        ["rule"] = NameOf<RuleId>.All,
        ["severity"] = NameOf<Severity>.All,
        ["closed"] = NameOf<ClosedHow>.All,
        ["reason"] = [.. RecallReasons.AllNames, .. DismissReasons],
        ["kind"] = NameOf<MessageKind>.All,
        ["role"] = NameOf<Role>.All,
        ["decision"] = ["told", "put-off", "cancelled"],
        ["why"] = [.. Cancelled, Suppressed, "answered", "time-over", Other],
        ["channel"] = Channels,
        ["outcome"] = ["sent", "handed-over", "failed"],
        ["needs_review"] = Booleans,
        ["answer"] = ["confirmed", "replaced"],
        ["action"] = NameOf<AuditAction>.All,
    };

    internal static string Of(bool value) => value ? Booleans[1] : Booleans[0];

    internal static string Channel(string channel) => Listed(Channels, channel);

    internal static string DismissReason(string reason) => Listed(DismissReasons, reason);

    internal static string Problem(string problem) => Listed(All["problem"], problem);

    internal static string Change(AlertChange change) => change.GetType().Name;

    // A suppressed alert names the rule that speaks for it; here it is enough that one does.
    internal static string WhyNot(WaitingTelling waiting) =>
        waiting.WhyNot.StartsWith(Suppressed, StringComparison.Ordinal) ? Suppressed : Listed(Cancelled, waiting.WhyNot);

    private static string Listed(IReadOnlyList<string> list, string value) => list.Contains(value, StringComparer.Ordinal) ? value : Other;
}

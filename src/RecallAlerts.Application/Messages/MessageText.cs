using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Messages;

/// <summary>
/// What an e-mail or text says: how many, how severe, which PDU, and a link. Who it is about and why are shown after sign-in only, so nothing
/// here is made from an alert, a rule, a release or a CRN.
/// </summary>
/// <param name="Subject">The one line that has to be enough.</param>
/// <param name="Sentence">The same as a sentence.</param>
/// <param name="Count">How many, with the noun: 3 alerts.</param>
/// <param name="Severity">The highest severity; "not rated" for a weekend list.</param>
/// <param name="Pdu">The PDUs as words; "your area" when there is none.</param>
/// <param name="Link">Where to look.</param>
public sealed record MessageText(string Subject, string Sentence, string Count, string Severity, string Pdu, string Link)
{
    /// <summary>The text of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="linkBase">Where the pages are.</param>
    public static MessageText Of(Message message, Uri linkBase)
    {
        var isWeekend = message.Kind == MessageKind.Weekend;
        var count = isWeekend ? Counted(message.Releases.Count, "release") : Counted(message.Alerts.Count, "alert");
        var severity = message.Worst is { } worst ? NameOf<Severity>.Text(worst) : "not rated";
        var pdu = PduWords.Of(message.Pdus);
        return new MessageText(
            SubjectOf(message, count, severity, pdu), SentenceOf(message, count, severity, pdu), count, severity, pdu, LinkOf(message, linkBase));
    }

    /// <summary>The values of a GOV.UK Notify template: ((count)), ((severity)), ((pdu)), ((link)), ((subject)).</summary>
    public IReadOnlyDictionary<string, string> Personalisation => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["count"] = Count, ["severity"] = Severity, ["pdu"] = Pdu, ["link"] = Link, ["subject"] = Subject,
    };

    /// <summary>The whole as plain text.</summary>
    public string Body => $"{Sentence}\n\nSee them: {Link}\n\nNames and details are shown after you sign in.\n";

    private static string Counted(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static string SubjectOf(Message message, string count, string severity, string pdu) => message.Kind switch
    {
        MessageKind.Weekend => $"Before the days off: {count} to check in {pdu}",
        MessageKind.Digest => $"Daily list: {Rated(message, count, severity, pdu)}",
        MessageKind.Gathered => $"Manager list: {Rated(message, count, severity, pdu)}",
        MessageKind.Backlog => $"From before we started: {Rated(message, count, severity, pdu)}",
        _ => Rated(message, count, severity, pdu),
    };

    // "3 urgent alerts" would say that all of them are.
    private static string Rated(Message message, string count, string severity, string pdu) =>
        message.Alerts.Count == 1 ? $"1 {severity} alert in {pdu}" : $"{count} in {pdu}, the worst {severity}";

    private static string SentenceOf(Message message, string count, string severity, string pdu)
    {
        var worst = message.Alerts.Count == 1 ? $"It is {severity}." : $"The worst is {severity}.";
        return message.Kind switch
        {
            MessageKind.Weekend => $"Before the days off, check {count} in {pdu}: contact, an address, a practitioner or an appointment is missing.",
            MessageKind.Digest => $"Your daily list has {count} in {pdu}. {worst}",
            MessageKind.Gathered => $"Your manager list has {count} in {pdu}. {worst}",
            MessageKind.Backlog => $"{count} in {pdu} began before we started watching. {worst}",
            _ => $"You have {count} in {pdu}. {worst}",
        };
    }

    private static string LinkOf(Message message, Uri linkBase)
    {
        var root = linkBase.AbsoluteUri.TrimEnd('/');
        if (!message.Audience.IsManager) return $"{root}/inbox";
        return message.Pdus.Count == 1 ? $"{root}/triage?pdu={Uri.EscapeDataString(message.Pdus[0])}" : $"{root}/triage";
    }
}

using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Application.Tests.Messages.Outgoing;

namespace RecallAlerts.Application.Tests.Messages;

/// <summary>How many, how severe, which PDU and a link; never who or why.</summary>
public sealed class MessageTextTests
{
    [Fact]
    public void Text_OneUrgentAlert_SaysSoInOneLine()
    {
        var text = MessageText.Of(Of(), Pages);
        Assert.Equal("1 urgent alert in Derby City", text.Subject);
        Assert.Equal(
            "You have 1 alert in Derby City. It is urgent.\n\nSee them: https://alerts.example/inbox\n\nNames and details are shown after you sign in.\n", text.Body);
    }

    [Theory]
    [InlineData(MessageKind.Immediate, "3 alerts in Derby City, the worst high", "You have 3 alerts in Derby City. The worst is high.")]
    [InlineData(MessageKind.Digest, "Daily list: 3 alerts in Derby City, the worst high", "Your daily list has 3 alerts in Derby City. The worst is high.")]
    [InlineData(MessageKind.Gathered, "Manager list: 3 alerts in Derby City, the worst high", "Your manager list has 3 alerts in Derby City. The worst is high.")]
    [InlineData(MessageKind.Backlog, "From before we started: 3 alerts in Derby City, the worst high", "3 alerts in Derby City began before we started watching. The worst is high.")]
    public void Text_SeveralAlerts_SaysKindAndWorst(MessageKind kind, string subject, string sentence)
    {
        var text = MessageText.Of(Of(kind, alerts: 3, worst: Severity.High), Pages);
        Assert.Equal((subject, sentence), (text.Subject, text.Sentence));
    }

    [Theory]
    [InlineData(1, "Before the days off: 1 release to check in Derby City")]
    [InlineData(2, "Before the days off: 2 releases to check in Derby City")]
    public void Text_WeekendList_CountsReleases(int releases, string subject)
    {
        var text = MessageText.Of(Weekend(releases), Pages);
        Assert.Equal((subject, "not rated", "https://alerts.example/triage?pdu=derby-city"), (text.Subject, text.Severity, text.Link));
    }

    [Fact]
    public void Personalisation_OfAnyMessage_HasTheFiveValuesOfTheTemplates()
    {
        var values = MessageText.Of(Of(alerts: 2), Pages).Personalisation;
        Assert.Equal(["count", "link", "pdu", "severity", "subject"], values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("2 alerts", "urgent", "Derby City"), (values["count"], values["severity"], values["pdu"]));
        Assert.DoesNotContain(values.Values, string.IsNullOrEmpty);
    }

    [Theory]
    [InlineData("Derby City", "derby-city")]
    [InlineData("Derby City and Derbyshire", "derby-city", "derbyshire")]
    [InlineData("A, B and C", "a", "b", "c")]
    [InlineData("A, B and 3 more", "a", "b", "c", "d", "e")]
    [InlineData("Leicester Leicestershire and Rutland", "leicester-leicestershire-and-rutland")]
    [InlineData("Http Evil Example", "http://evil.example/\r\n")]
    [InlineData("your area", "--")]
    public void Pdus_AsWords_AreShortAndHoldNoLink(string words, params string[] pdus) =>
        Assert.Equal(words, MessageText.Of(Of(pdus: pdus), Pages).Pdu);

    [Theory]
    [InlineData("practitioner:P1", "https://alerts.example/inbox")]
    [InlineData("on-call:wales", "https://alerts.example/inbox")]
    [InlineData("duty-spo:derby-city", "https://alerts.example/triage?pdu=derby-city")]
    [InlineData("head-of-pdu:derby-city", "https://alerts.example/triage?pdu=derby-city")]
    public void Link_ByAudience_GoesToTheirPage(string audience, string link)
    {
        Assert.True(Person.TryParse(audience, out var person));
        Assert.Equal(link, MessageText.Of(Of(audience: person), Pages).Link);
    }

    [Fact]
    public void Link_SeveralPdus_GoesToAllOfThem() =>
        Assert.Equal("https://alerts.example/triage", MessageText.Of(Of(audience: Duty, pdus: ["a", "b"]), Pages).Link);

    [Fact]
    public void Link_BaseWithPathAndOddPdu_IsJoinedAndEscaped() => Assert.Equal(
        "https://alerts.example/app/triage?pdu=a%26b%3Dc", MessageText.Of(Of(audience: Duty, pdus: ["a&b=c"]), new Uri("https://alerts.example/app")).Link);

    [Fact]
    public void Text_OfEveryKindAndSeverity_NamesNobodyAndNoReason()
    {
        var messages = Enum.GetValues<MessageKind>().SelectMany(k => Enum.GetValues<Severity>().Select(s => Of(k, alerts: 4, worst: s))).Append(Weekend(4));
        Assert.All(messages, message =>
        {
            var text = MessageText.Of(message, Pages);
            var all = string.Join('\n', text.Personalisation.Values.Append(text.Body));
            Assert.DoesNotContain(Crn, all, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(message.Alerts, a => all.Contains(a.Value, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(message.Releases, r => all.Contains(r.Value, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(NameOf<RuleId>.All, rule => all.Contains(rule, StringComparison.OrdinalIgnoreCase) || all.Contains(rule.Replace('-', ' '), StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(message.Audience.Id, all.Replace("derby-city", "", StringComparison.Ordinal), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Text_OfTheLongestUsualMessage_FitsATextOfTwoParts()
    {
        var text = MessageText.Of(Of(MessageKind.Backlog, alerts: 120, pdus: ["leicester-leicestershire-and-rutland"]), Pages);
        Assert.InRange($"{text.Subject} {text.Link}".Length, 1, 306);
    }
}

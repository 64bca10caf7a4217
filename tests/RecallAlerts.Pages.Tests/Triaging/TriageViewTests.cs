using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Api.Pages.Triaging;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Pages.Tests.Triaging;

public sealed class TriageViewTests
{
    private static readonly TriageAlert Homeless = new(null, RuleId.Homeless, Severity.Urgent, AlertStatus.Open) { IsEscalated = true };
    private static readonly TriageAlert Missed = new(null, RuleId.AppointmentMissed, Severity.High, AlertStatus.Acknowledged);

    public static TheoryData<string, string> Addresses => new()
    {
        { "/triage", "/triage" }, { "/triage?window=early-recall", "/triage" }, { "/triage?window=later&page=3", "/triage?window=later&page=3" },
        { "/triage?window=all&severity=urgent&rule=homeless&practitioner=N01%26x&status=escalated&order=flags", "/triage?window=all&severity=urgent&rule=homeless&practitioner=N01%26x&status=escalated&order=flags" },
        { "/triage?severity=worst&rule=&status=closed&window=x&order=mappa&page=-1", "/triage" }, { "/triage?page=0", "/triage" }, { "/triage?page=1", "/triage" },
        { "/triage?page=99999999999", "/triage" }, { "/triage?page=20000", "/triage?page=10000" }, { "https://elsewhere.example/triage?window=all", "/triage" }, { "//triage?window=all", "/triage" },
        { "/triages?window=all", "/triage" }, { "", "/triage" }, { "/triage?severity=1", "/triage" },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Address_ReadAndWritten_SaysWhatIsKnown(string given, string expected) => Assert.Equal(expected, TriageView.ReadAddress(given).Address);

    [Fact]
    public void Address_OfAnyText_IsReadAndIsItsOwnAddress() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var view = TriageView.ReadAddress("/triage?" + text);
        Assert.Equal(view, TriageView.ReadAddress(view.Address));
    }).QuickCheckThrowOnFailure();

    public static TheoryData<string, bool> Filters => new()
    {
        { "", true }, { "severity=urgent", true }, { "severity=high", true }, { "severity=low", false }, { "rule=homeless", true }, { "rule=no-contact", false },
        { "status=open", true }, { "status=escalated", true }, { "status=acknowledged", true }, { "status=snoozed", false }, { "practitioner=N01", true },
        { "practitioner=N02", false }, { "practitioner=(nobody)", false }, { "severity=urgent&rule=homeless&status=open&practitioner=N01", true },
        // Each must be so of one alert, not one of each.
        { "severity=high&rule=homeless", false }, { "severity=high&status=open", false }, { "severity=high&status=acknowledged", true },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void Fits_AFilter_IsWhatOneAlertFitsAllOf(string query, bool fits) =>
        Assert.Equal(fits, TriageView.ReadAddress("/triage?" + query).Fits(Candidate("N01")));

    [Fact]
    public void Fits_NobodyHoldsIt_IsFoundByThat() => Assert.True(new TriageView { Practitioner = TriageView.Nobody }.Fits(Candidate(null)));

    private static TriageCandidate Candidate(string? practitioner) => new(new ReleaseId("X000001-20260602"), new Instant(0), Rosh.High, [Homeless, Missed]) { PractitionerId = practitioner };
}

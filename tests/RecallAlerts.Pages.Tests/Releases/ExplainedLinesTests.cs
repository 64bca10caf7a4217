using RecallAlerts.Api.Pages.Releases;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Pages.Tests.Releases;

/// <summary>Released on Tuesday 2 June 2026 at ten in London, and nothing recorded since.</summary>
public sealed class ExplainedLinesTests
{
    private static readonly Case Nothing = new(
        new Release
        {
            Crn = new Crn("X100001"), ReleasedAt = Instant.Parse("2026-06-02T09:00:00Z"), LicenceEndsOn = new DateOnly(2027, 12, 31), Region = "north-west", Pdu = "bury-and-rochdale",
            PractitionerId = "P1", Rosh = Rosh.Medium, HandoverCompleted = true,
        },
        Timeline.Empty, PolicyDocument.Default.General, BankHolidays.Default);

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", "The release is still to come; no rule holds.")]
    [InlineData("2026-06-02T09:00:00Z", "These do not hold by the facts that count at that moment, unless another reason stands beside them.")]
    [InlineData("2028-01-01T00:00:00Z", "The release is no longer watched; no rule holds.")]
    public void NotHeld_SaysOnceWhatIsSoOfMost(string at, string words)
    {
        var lines = ExplainedLines.Of(Nothing, Instant.Parse(at));
        Assert.Equal(words, lines.WhyNone);
        Assert.True(lines.NotHeld.Count(l => l.Why is null) > 5);
        Assert.DoesNotContain(lines.NotHeld, l => l.Why?.Contains("by the facts that count", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void NotHeld_OfARuleThatWillHold_SaysWhen() =>
        Assert.Contains(ExplainedLines.Of(Nothing, Instant.Parse("2026-06-02T09:00:00Z")).NotHeld, l => l.Why == "It does not hold; by what is known now it will on Wednesday 3 June 2026 at 5pm.");
}

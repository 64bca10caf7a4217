using RecallAlerts.Api.Pages.Recalls;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Pages.Tests.Recalls;

public sealed class ReasonFormTests
{
    [Theory]
    [InlineData("homelessness", "", "why", "")]
    [InlineData("homelessness", "substance_misuse", "why", "")]
    [InlineData("insufficient_information", "", "why", "")]
    [InlineData("insufficient_information", "homelessness", "why", "secondary")]
    [InlineData(null, "", "why", "primary")]
    [InlineData("nonsense", "", "why", "primary")]
    [InlineData("homelessness", "", null, "words")]
    [InlineData(null, "", null, "primary,words")]
    public void Form_SaysWhatIsWrong(string? primary, string secondary, string? words, string wrong)
    {
        var (answer, form) = ReasonForms.Read(primary, Split(secondary), words);
        Assert.Equal(wrong, string.Join(',', form.Errors.Select(e => e.Field)));
        Assert.Equal(wrong.Length == 0, answer is not null);
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void Words_AreBounded(int length, bool isTaken) => Assert.Equal(isTaken, ReasonForms.Read("homelessness", [], new string('x', length)).Answer is not null);

    [Theory]
    [InlineData("homelessness", "")]
    [InlineData("further_offence,substance_misuse,further_offence", "SubstanceMisuse,FurtherOffence")]
    [InlineData("insufficient_information,nonsense", "")]
    public void Secondary_IsInOrderAndNeverThePrimary(string secondary, string expected) =>
        Assert.Equal(expected, string.Join(',', ReasonForms.Read("homelessness", Split(secondary), "why").Answer!.Secondary));

    [Fact]
    public void Answer_HasThePrimary() => Assert.Equal(RecallReason.ContinuityFailure, ReasonForms.Read("continuity_failure", [], "why").Answer!.Primary);

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

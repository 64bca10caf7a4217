using RecallAlerts.Api.Pages.Absences;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Pages.Tests.Absences;

public sealed class AbsenceFormTests
{
    public static TheoryData<string, string, string> Dates => new()
    {
        { "1 6 2026", "1 6 2026", "" }, { "29 2 2028", "01 03 2028", "" }, { "1 1 2000", "31 12 2099", "" }, { "29 2 2026", "1 6 2026", "from" }, { "1 6 2026", "31 6 2026", "until" },
        { "1 13 2026", "1 0 2026", "from until" }, { "0 6 2026", "32 6 2026", "from until" }, { "1 6 1999", "1 6 2100", "from until" }, { "1 6 26", "1 June 2026", "from until" },
        { "", "", "from until" }, { "1 6", "+1 6 2026", "from until" }, { "99999999999 6 2026", "-1 6 2026", "from until" }, { "1 6 2026", "<script> 6 2026", "until" },
    };

    [Theory]
    [MemberData(nameof(Dates))]
    public void Days_AsEntered_AreReadOrRefused(string from, string until, string wrong) => Assert.Equal(wrong, string.Join(' ', Read(from, until).Errors.Select(e => e.Field)));

    [Fact]
    public void Days_AreLocalAndTheLastIsIncluded()
    {
        var absence = Read("1 6 2026", "5 6 2026").Absence!;
        Assert.Equal(("2026-05-31T23:00:00Z", "2026-06-05T23:00:00Z"), (absence.From.ToString(), absence.Until.ToString()));
        Assert.Equal((new Person(Role.Practitioner, "P1"), new Person(Role.DutySpo, "gwent")), (absence.Person, absence.Cover));
    }

    [Theory]
    [InlineData("", "", "person cover")]
    [InlineData("P1", "practitioner:", "person cover")]
    [InlineData("practitioner:P1", "somebody:P2", "cover")]
    public void People_NotChosen_AreMissed(string person, string cover, string wrong) =>
        Assert.Equal(wrong, string.Join(' ', Read("1 6 2026", "1 6 2026", person, cover).Errors.Select(e => e.Field)));

    private static ReadAbsence Read(string from, string until, string person = "practitioner:P1", string cover = "duty-spo:gwent")
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["person"] = person, ["cover"] = cover };
        foreach (var (name, date) in new[] { ("from", from), ("until", until) })
        {
            foreach (var (part, value) in new[] { "day", "month", "year" }.Zip(date.Split(' '))) fields[$"{name}-{part}"] = value;
        }

        return AbsenceForm.Read(name => fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null);
    }
}

using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Notify.Directory;
using static RecallAlerts.LocalHost.Tests.Directory.DirectoryFiles;

namespace RecallAlerts.LocalHost.Tests.Directory;

/// <summary>Who is behind a role, and who stands in.</summary>
public sealed class FileDirectoryTests
{
    [Theory]
    [InlineData("practitioner:P1", "email", "p1@staff.example")]
    [InlineData("practitioner:P2", "sms", "+44 7700 900123")]
    [InlineData("duty-spo:derby-city", "email", "spo@staff.example")]
    [InlineData("head-of-pdu:derby-city", "email", "head@staff.example")]
    [InlineData("on-call:east-midlands", "sms", "07700900124")]
    public void Find_InTheFile_IsTheContact(string person, string channel, string address) =>
        Assert.Equal(new Contact(channel, address), Of().Find(Person(person)));

    [Theory]
    [InlineData("practitioner:P9")]
    [InlineData("practitioner:derby-city")]
    [InlineData("head-of-pdu:derbyshire")]
    [InlineData("on-call:wales")]
    public void Find_NotInTheFile_IsNobody(string person) => Assert.Null(Of().Find(Person(person)));

    [Fact]
    public void Cover_NobodyAway_IsThemselves() => Assert.Equal("practitioner:P1", CoverOfP1());

    [Fact]
    public void Cover_OfAnAbsence_StandsIn() => Assert.Equal("practitioner:P2", CoverOfP1(Away("practitioner:P1", "practitioner:P2")));

    [Fact]
    public void Cover_NotNamed_IsTheDutySpo() => Assert.Equal("duty-spo:derby-city", CoverOfP1(Away("practitioner:P1", null)));

    [Fact]
    public void Cover_OfAHeadOfPdu_NotNamed_IsTheDutySpo() => Assert.Equal(
        Person("duty-spo:derby-city"), Of(Away("head-of-pdu:derby-city", null)).CoverOf(Person("head-of-pdu:derby-city"), Now));

    [Fact]
    public void Cover_IsAwayToo_TheirCoverStandsIn() =>
        Assert.Equal("practitioner:P3", CoverOfP1(Away("practitioner:P1", "practitioner:P2"), Away("practitioner:P2", "practitioner:P3")));

    [Fact]
    public void Cover_TheirCoverIsAwayToo_TheDutySpoDoes() => Assert.Equal(
        "duty-spo:derby-city",
        CoverOfP1(Away("practitioner:P1", "practitioner:P2"), Away("practitioner:P2", "practitioner:P3"), Away("practitioner:P3", "head-of-pdu:derby-city")));

    [Fact]
    public void Cover_InACircle_IsTheDutySpo() =>
        Assert.Equal("duty-spo:derby-city", CoverOfP1(Away("practitioner:P1", "practitioner:P2"), Away("practitioner:P2", "practitioner:P1")));

    [Fact]
    public void Cover_InACircleAndTheDutySpoAway_IsWhoStandsInForTheDutySpo() => Assert.Equal(
        "duty-spo:derbyshire",
        CoverOfP1(Away("practitioner:P1", "practitioner:P2"), Away("practitioner:P2", "practitioner:P1"), Away("duty-spo:derby-city", "duty-spo:derbyshire")));

    [Fact]
    public void Cover_InACircleWithoutADutySpo_IsThemselves()
    {
        var directory = Of(Away("practitioner:P3", "practitioner:P2"), Away("practitioner:P2", "practitioner:P3"));
        Assert.Equal(Person("practitioner:P3"), directory.CoverOf(Person("practitioner:P3"), Now));
    }

    [Theory]
    [InlineData("2026-05-31T22:59:59Z", false)]
    [InlineData("2026-05-31T23:00:00Z", true)]
    [InlineData("2026-06-05T22:59:59Z", true)]
    [InlineData("2026-06-05T23:00:00Z", false)]
    public void Absence_OfDates_HoldsFromTheFirstToTheEndOfTheLastLocalDay(string now, bool isAway)
    {
        var cover = Of(Away("practitioner:P1", "practitioner:P2")).CoverOf(Person("practitioner:P1"), Instant.Parse(now));
        Assert.Equal(isAway, cover == Person("practitioner:P2"));
    }

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", false)]
    [InlineData("2026-06-02T09:00:00Z", true)]
    [InlineData("2026-06-02T11:59:59Z", true)]
    [InlineData("2026-06-02T12:00:00Z", false)]
    public void Absence_OfInstants_HoldsFromTheFirstUpToTheLast(string now, bool isAway)
    {
        var directory = Of(Away("practitioner:P1", "practitioner:P2", "2026-06-02T10:00:00+01:00", "2026-06-02T12:00:00Z"));
        Assert.Equal(isAway, directory.CoverOf(Person("practitioner:P1"), Instant.Parse(now)) == Person("practitioner:P2"));
    }

    [Fact]
    public void CoveredBy_TheCover_IsAllWhomTheyCoverAndThemselvesInOrder() => Assert.Equal(
        [Person("duty-spo:derby-city"), Person("practitioner:P1"), Person("practitioner:P2")],
        Of(Away("practitioner:P2", null), Away("practitioner:P1", null)).CoveredBy(Person("duty-spo:derby-city"), Now));

    [Fact]
    public void CoveredBy_SomebodyUnknown_IsThemselves() => Assert.Equal([Person("practitioner:P9")], Of().CoveredBy(Person("practitioner:P9"), Now));

    [Fact]
    public void CoverAndCoveredBy_InEveryArrangementOfFivePeople_AreInverse()
    {
        Person[] people = [Person("practitioner:P1"), Person("practitioner:P2"), Person("practitioner:P3"), Person("duty-spo:derby-city"), Person("head-of-pdu:derby-city")];
        var basis = DirectoryReader.Read(Json());
        foreach (var absences in Arrangements(people, 0))
        {
            var directory = new FileDirectory(basis with { Absences = absences });
            var covered = people.ToDictionary(p => p, p => directory.CoveredBy(p, Now));
            Assert.All(people, p => Assert.Equal(directory.CoverOf(p, Now), Assert.Single(people, c => covered[c].Contains(p))));
            Assert.All(people, p => Assert.Equal(directory.CoverOf(p, Now), directory.CoverOf(directory.CoverOf(p, Now), Now)));
            Assert.All(people, p => Assert.Equal(covered[p].Distinct().Order(), covered[p]));
        }
    }

    [Fact]
    public void Load_File_IsRead()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, Json());
        Assert.NotNull(FileDirectory.Load(path).Find(Person("practitioner:P1")));
        File.Delete(path);
    }

    // Everybody is there, or away with any of the others as cover: 5^5.
    private static IEnumerable<Absence[]> Arrangements(Person[] people, int first)
    {
        if (first == people.Length) return [[]];
        var choices = people.Where(p => p != people[first]).Select(c => new[] { new Absence(people[first], Now, Now.PlusHours(1), c) }).Append([]);
        return Arrangements(people, first + 1).SelectMany(rest => choices.Select(own => (Absence[])[.. own, .. rest]));
    }

    private static string CoverOfP1(params string[] absences) => Of(absences).CoverOf(Person("practitioner:P1"), Now).ToString();
}

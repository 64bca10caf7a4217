using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Notify.Directory;
using static RecallAlerts.LocalHost.Tests.Directory.DirectoryFiles;

namespace RecallAlerts.LocalHost.Tests.Directory;

/// <summary>Every wrong value is named by path and reason, all at once, and no address is repeated.</summary>
public sealed class DirectoryReaderTests
{
    [Fact]
    public void Read_EmptyObject_KnowsNobody() => Assert.Empty(DirectoryReader.Read("{}").Contacts);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"people\": [], \"people\": []}")]
    public void Read_NotJson_IsNamed(string json) => Assert.Equal("(document)", Assert.Single(Problems(json)).Path);

    [Theory]
    [InlineData("[]", "(document)", "must be an object")]
    [InlineData("""{"person": []}""", "person", "must be one of people, pdus, regions, absences")]
    [InlineData("""{"people": {}}""", "people", "must be a list")]
    [InlineData("""{"people": [3]}""", "people[0]", "must be an object")]
    [InlineData("""{"pdus": []}""", "pdus", "must be an object")]
    [InlineData("""{"pdus": {"x": 1}}""", "pdus.x", "must be an object")]
    [InlineData("""{"pdus": {"x": {"on-call": {"channel": "email", "address": "a@b"}}}}""", "pdus.x.on-call", "must be one of duty-spo, head-of-pdu")]
    [InlineData("""{"pdus": {"x": {"duty-spo": "a@b"}}}""", "pdus.x.duty-spo", "must be an object")]
    [InlineData("""{"regions": {"x": {"duty-spo": {"channel": "email", "address": "a@b"}}}}""", "regions.x.duty-spo", "must be one of on-call")]
    [InlineData("""{"regions": {"x": {"on-call": {"channel": "email"}}}}""", "regions.x.on-call.address", "is required")]
    [InlineData("""{"regions": {"x": {"on-call": {"channel": "fax", "address": "a@b"}}}}""", "regions.x.on-call.channel", "must be email or sms")]
    [InlineData("""{"regions": {"x": {"on-call": {"channel": "email", "address": "a@b", "name": "A"}}}}""", "regions.x.on-call.name", "must be one of channel, address")]
    public void Read_WrongShape_IsNamed(string json, string path, string reason) =>
        Assert.Equal(new SettingProblem(path, reason), Assert.Single(Problems(json)));

    [Theory]
    [InlineData("person", "P1", "must be a role and an id, such as practitioner:P1 or duty-spo:derby-city")]
    [InlineData("person", "duty-spo:x", "must be a practitioner; the others stand under pdus and regions")]
    [InlineData("pdu", "", "must be a text of 1 to 200 characters")]
    [InlineData("pdu", "a\\nb", "must be a text of 1 to 200 characters")]
    [InlineData("address", "p1.staff.example", "must be an e-mail address")]
    [InlineData("address", "p1@", "must be an e-mail address")]
    [InlineData("address", "p@1@staff.example", "must be an e-mail address")]
    [InlineData("address", "p 1@staff.example", "must be an e-mail address")]
    [InlineData("channel", "letter", "must be email or sms")]
    [InlineData("name", "Ann", "must be one of person, pdu, channel, address")]
    public void Read_WrongValueOfAPerson_IsNamedAndNotShown(string name, string value, string reason)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["person"] = "practitioner:P1", ["pdu"] = "derby-city", ["channel"] = "email", ["address"] = "p1@staff.example", [name] = value,
        };
        var json = $$"""{"people": [{{{string.Join(", ", fields.Select(f => $"\"{f.Key}\": \"{f.Value}\""))}}}]}""";
        var problem = Assert.Single(Problems(json));
        Assert.Equal(new SettingProblem($"people[0].{name}", reason), problem);
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("07700 900123 ext 4")]
    [InlineData("0770+0900123")]
    [InlineData("1234567890123456")]
    [InlineData("p1@staff.example")]
    public void Read_WrongTelephone_IsNamed(string address)
    {
        var json = $$"""{"people": [{"person": "practitioner:P1", "channel": "sms", "address": "{{address}}"}]}""";
        Assert.Equal(new SettingProblem("people[0].address", "must be a telephone number of 10 to 15 digits"), Assert.Single(Problems(json)));
    }

    [Fact]
    public void Read_PersonTwice_IsNamed()
    {
        const string P1 = """{"person": "practitioner:P1", "channel": "email", "address": "p1@staff.example"}""";
        Assert.Equal(new SettingProblem("people[1].person", "is there twice"), Assert.Single(Problems($$"""{"people": [{{P1}}, {{P1}}]}""")));
    }

    [Theory]
    [InlineData("practitioner:P3", null, "cover", "is needed: without it the duty SPO covers, and the file has no pdu for this person")]
    [InlineData("practitioner:P9", null, "cover", "is needed: without it the duty SPO covers, and the file has no pdu for this person")]
    [InlineData("on-call:east-midlands", null, "cover", "is needed: without it the duty SPO covers, and the file has no pdu for this person")]
    [InlineData("duty-spo:derby-city", null, "cover", "is needed: without it the duty SPO covers, who is away")]
    [InlineData("head-of-pdu:bath", null, "cover", "is needed: without it duty-spo:bath covers, for whom the file has no address")]
    [InlineData("practitioner:P1", "practitioner:P1", "cover", "must be somebody else")]
    [InlineData("practitioner:P1", "practitioner:P9", "cover", "must be somebody for whom the file has an address")]
    [InlineData("practitioner:P1", "Ann", "cover", "must be a role and an id, such as practitioner:P1 or duty-spo:derby-city")]
    [InlineData("P1", "practitioner:P2", "person", "must be a role and an id, such as practitioner:P1 or duty-spo:derby-city")]
    public void Read_AbsenceWithoutAnybodyToCover_IsNamed(string person, string? cover, string name, string reason) =>
        Assert.Equal(new SettingProblem($"absences[0].{name}", reason), Assert.Single(Problems(Json(Away(person, cover)))));

    [Theory]
    [InlineData("2026-06-01", "2026-05-31", "until", "must be after from")]
    [InlineData("2026-06-01T09:00:00Z", "2026-06-01T09:00:00Z", "until", "must be after from")]
    [InlineData("2026-06-01T09:00:00", "2026-06-05", "from", "must be a date yyyy-MM-dd from 2000 to 2099, or an instant such as 2026-06-02T09:00:00Z")]
    [InlineData("2026-06-01", "5 June", "until", "must be a date yyyy-MM-dd from 2000 to 2099, or an instant such as 2026-06-02T09:00:00Z")]
    public void Read_AbsenceOfWrongTimes_IsNamed(string from, string until, string name, string reason) =>
        Assert.Equal(new SettingProblem($"absences[0].{name}", reason), Assert.Single(Problems(Json(Away("practitioner:P1", "practitioner:P2", from, until)))));

    [Fact]
    public void Read_AbsenceOfOneDay_IsRight() => Assert.Single(DirectoryReader.Read(Json(Away("practitioner:P1", null, "2026-06-01", "2026-06-01"))).Absences);

    [Fact]
    public void Read_AbsencesOfOnePersonOverlap_IsNamed() => Assert.Equal(
        new SettingProblem("absences[2]", "overlaps absences[0]"),
        Assert.Single(Problems(Json(
            Away("practitioner:P1", "practitioner:P2"), Away("practitioner:P2", null), Away("practitioner:P1", "practitioner:P3", "2026-06-05", "2026-06-09")))));

    [Fact]
    public void Read_AbsencesOfOnePersonAdjoin_IsRight() => Assert.Equal(
        2, DirectoryReader.Read(Json(Away("practitioner:P1", null), Away("practitioner:P1", "practitioner:P2", "2026-06-06", "2026-06-09"))).Absences.Count);

    [Fact]
    public void Read_ManyWrongValues_AreAllNamedWithoutAnyAddress()
    {
        var json = """
            {"people": [{"person": "P1", "channel": "email", "address": "secret at staff.example"}, {"channel": "sms"}],
             "pdus": {"x": {"duty-spo": {"channel": "sms", "address": "secret@staff.example"}}}, "absences": [{}, {"person": "practitioner:P1", "from": "2026-06-01", "until": "x"}]}
            """;
        var problems = Problems(json);
        Assert.Equal(
            [
                "people[0].person", "people[0].address", "people[1].person", "people[1].address", "pdus.x.duty-spo.address", "absences[0].person",
                "absences[0].from", "absences[0].until", "absences[1].until", "absences[1].cover",
            ],
            problems.Select(p => p.Path));
        Assert.DoesNotContain(problems, p => p.ToString().Contains("secret", StringComparison.Ordinal));
    }

    private static IReadOnlyList<SettingProblem> Problems(string json) => Assert.Throws<InvalidSettingException>(() => DirectoryReader.Read(json)).Problems;
}

using System.Text;
using System.Text.Json;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Application.Tests.Exports;

public sealed class ExportRowsTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly Instant Now = Instant.Parse("2026-07-01T09:00:00Z");

    private static readonly StoredRecall Recall = new()
    {
        Crn = "X123456", ReleaseId = "X123456-20260602", RecallId = "R1", ReleasedAt = Instant.Parse("2026-06-02T09:00:00Z"), RecalledAt = Instant.Parse("2026-06-30T22:30:00Z"),
        RecordedAt = Instant.Parse("2026-06-30T23:30:00Z"), DaysFromRelease = 28, Region = "wales", Type = "FTR_28", IsWithdrawn = false,
        RecordedReasons = "FAILED_RESIDE;OTHER", MachinePrimary = RecallReason.Homelessness, MachineSecondary = "substance_misuse", PersonPrimary = null, PersonSecondary = null,
        Confidence = 0.8, NeedsReview = false, Classifier = "c1", PolicyVersion = "p1", Rosh = Rosh.VeryHigh, AtRelease = AccommodationCategory.Transient,
        AtRecall = AccommodationCategory.None, LeadTimeHours = null, AlertsOpen = 3,
    };

    [Fact]
    public async Task RecallReasons_OfARecall_AreTheseBytes()
    {
        using var keys = new ExportKeys(Secret, "study");
        Assert.Equal(
            "recallKey,personKey,releaseKey,recalledMonth,releasedMonth,daysFromRelease,within28Days,region,releaseType,recallType,recallStatus,recordedReasons,primaryReason," +
            "secondaryReasons,reasonSource,machineReason,personReason,confidence,needsReview,classifierVersion,policyVersion,roshAtRecall,accommodationAtRelease," +
            "accommodationAtRecall,leadTimeHours,alertsOpenAtRecall,recordedMonth,dataAsOf\r\n" +
            $"{keys.RecallOf("X123456-20260602", "R1")},{keys.PersonOf("X123456")},{keys.ReleaseOf("X123456-20260602")},2026-06,2026-06,28,true,wales,,FTR_28,active," +
            "FAILED_RESIDE;OTHER,homelessness,substance_misuse,classifier,homelessness,,0.80,false,c1,p1,very-high,transient,unknown,,3,2026-07,2026-07-01\r\n",
            await CsvAsync(Recall));
    }

    [Fact]
    public async Task RecallReasons_ThatAPersonReplaced_SayWhoseTheyAre()
    {
        var row = (await CsvAsync(Recall with { PersonPrimary = RecallReason.ContinuityFailure, PersonSecondary = "", IsWithdrawn = true, DaysFromRelease = 29, LeadTimeHours = 40 })).Split("\r\n")[1];
        Assert.Contains(",29,false,wales,,FTR_28,withdrawn,FAILED_RESIDE;OTHER,continuity_failure,,person,homelessness,continuity_failure,0.80,", row, StringComparison.Ordinal);
        Assert.Contains(",unknown,40,3,", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF201", "'\uFF201")]
    [InlineData("say \"a,b\"", "\"say \"\"a,b\"\"\"")]
    [InlineData("plain", "plain")]
    public async Task Csv_OfAHostileCell_RunsNothing(string region, string written) =>
        Assert.Contains($",true,{written},,FTR_28,", await CsvAsync(Recall with { Region = region }), StringComparison.Ordinal);

    [Fact]
    public async Task Ndjson_HasAnObjectALineWithEveryColumn()
    {
        var line = Assert.Single((await TextAsync(new ExportRequest(All, ExportFormat.Ndjson, null), Recall)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        using var row = JsonDocument.Parse(line);
        Assert.Equal(RecallReasonRow.Table.Columns.Select(c => c.Name), row.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["FAILED_RESIDE", "OTHER"], row.RootElement.GetProperty("recordedReasons").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(0.8, row.RootElement.GetProperty("confidence").GetDouble());
        Assert.Equal(JsonValueKind.Null, row.RootElement.GetProperty("leadTimeHours").ValueKind);
    }

    [Fact]
    public async Task Export_OfNothing_IsAHeader() => Assert.StartsWith("recallKey,", Assert.Single((await CsvAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    [Fact]
    public void Keys_AreStableInAProjectAndStrangeToAnother()
    {
        using var one = new ExportKeys(Secret, "one");
        using var again = new ExportKeys(Secret, "one");
        using var other = new ExportKeys(Secret, "other");
        using var foreign = new ExportKeys(new byte[32], "one");
        string[] keys = [one.PersonOf("X123456"), other.PersonOf("X123456"), foreign.PersonOf("X123456"), one.PersonOf("X123457"), one.ReleaseOf("X123456")];
        Assert.Equal(keys[0], again.PersonOf("X123456"));
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, k => Assert.Matches("^[0-9a-f]{32}$", k));
        Assert.NotEqual(one.RecallOf("X123456-20260602", "R1"), one.RecallOf("X123456-20260603", "R1"));
        Assert.NotEqual(one.RecallOf(new string('x', 2_000), "R1"), one.RecallOf(new string('x', 2_001), "R1"));
    }

    [Theory]
    [InlineData("2026-04-15", "2026-04-16", "2026-03-31T23:00:00Z", "2026-04-30T23:00:00Z")]
    [InlineData("2026-04-01", "2026-07-01", "2026-03-31T23:00:00Z", "2026-06-30T23:00:00Z")]
    [InlineData("2026-04-01", "2026-06-30", "2026-03-31T23:00:00Z", "2026-06-30T23:00:00Z")]
    [InlineData("2026-01-31", "2026-02-02", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z")]
    public void Scope_OfAnyDays_IsTheirMonths(string from, string to, string start, string end) =>
        Assert.Equal(new ExportScope(Instant.Parse(start), Instant.Parse(end), null), ExportScope.Of(DateOnly.Parse(from), DateOnly.Parse(to), null));

    [Fact]
    public void Scope_ThatEndsBeforeItBegins_IsEmpty()
    {
        var scope = ExportScope.Of(new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 1), null);
        Assert.Equal(scope.From, scope.Before);
    }

    [Theory]
    [InlineData("2026-06-10", "false,,0")]
    [InlineData("2026-06-29", "false,,0")]
    [InlineData("2026-06-30", "true,true,28")]
    [InlineData("2026-07-01", "true,true,28")]
    public async Task Releases_BeforeADayIsOver_LeaveItOpen(string today, string expected)
    {
        var outcomes = Released with { End = FollowUpEnd.Recalled, EndDay = 28 };
        Assert.Contains($",{expected},watching,", await ReleaseAsync(outcomes, today), StringComparison.Ordinal);
    }

    // To the day of the export it would give away the day of the release.
    [Theory]
    [InlineData("2026-06-30", 0)]
    [InlineData("2026-07-01", 29)]
    [InlineData("2026-07-31", 29)]
    [InlineData("2026-08-01", 60)]
    [InlineData("2027-08-01", 274)]
    public async Task Releases_WhoseFollowUpGoesOn_AreFollowedToTheStartOfTheMonth(string today, int days) =>
        Assert.Contains($",{days},watching,", await ReleaseAsync(Released, today), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-06-23", null, "")]
    [InlineData("2026-06-24", null, "false")]
    [InlineData("2026-06-10", 5, "true")]
    [InlineData("2026-06-24", 22, "false")]
    public async Task Releases_Treatment_IsKnownWhenItStartedOrDay21IsOver(string today, int? treated, string expected) =>
        Assert.Contains($",0,0,{expected},false,", await ReleaseAsync(Released with { TreatmentDay = treated, Needs = 1 << (int)Need.SubstanceMisuse }, today), StringComparison.Ordinal);

    private static readonly ExportScope All = ExportScope.Of(null, null, null);

    private static readonly ReleaseOutcomes Released = new()
    {
        ReleasedOn = new DateOnly(2026, 6, 2), AtRelease = AccommodationCategory.Settled, AtDay28 = 0, AtDay84 = 0, AtSixMonths = 0, Needs = 0,
        DomesticAbuse = CheckOutcome.NotRequired, ChildSafeguarding = CheckOutcome.NotRequired, TreatmentDay = null, EndDay = 365, End = FollowUpEnd.LicenceEnded,
    };

    private static Task<string> CsvAsync(params StoredRecall[] recalls) => TextAsync(new ExportRequest(All, ExportFormat.Csv, "study"), recalls);

    private static async Task<string> TextAsync(ExportRequest request, params StoredRecall[] recalls)
    {
        using var stream = new MemoryStream();
        Assert.Equal(recalls.Length, await new ExportRows(new Rows(recalls, []), Secret).RecallReasonsAsync(request, Now, stream, CancellationToken.None));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<string> ReleaseAsync(ReleaseOutcomes outcomes, string today)
    {
        using var stream = new MemoryStream();
        var release = new StoredRelease("X123456", "X123456-20260602", "wales", Rosh.Low, WatchState.Watching, outcomes, 0, "p1");
        var now = LondonTime.StartOf(DateOnly.Parse(today));
        await new ExportRows(new Rows([], [release]), Secret).ReleasesAsync(new ExportRequest(All, ExportFormat.Csv, null), now, stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n")[1];
    }

    private sealed class Rows(IReadOnlyList<StoredRecall> recalls, IReadOnlyList<StoredRelease> releases) : IExportSource
    {
        public async IAsyncEnumerable<IReadOnlyList<StoredRecall>> RecallsAsync(ExportScope scope, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.Yield();
            foreach (var recall in recalls) yield return [recall];
        }

        public async IAsyncEnumerable<IReadOnlyList<StoredRelease>> ReleasesAsync(ExportScope scope, Instant now, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.Yield();
            yield return releases;
        }
    }
}

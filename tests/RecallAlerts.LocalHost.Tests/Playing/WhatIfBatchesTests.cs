using System.Text.Json;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Commands;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Playing;

public sealed class WhatIfBatchesTests
{
    private static readonly PolicySet Strict = PolicyDocument.Load("""{"version":"strict","rules":{"noContact":{"graceDays":0}},"delivery":{"immediateADay":1,"immediateAWeek":2}}""");

    // A practitioner is told once a day at most, so what is told on one release depends on the others that they hold.
    [Fact]
    public async Task Compare_InBatchesOfOnePdu_IsAsInOne()
    {
        await using var services = Host.InMemory();
        var cohort = Host.Cohort(40, 5);
        var events = cohort.SelectMany(r => r.Events).ToArray();
        await services.RecordAsync(Instant.Parse("2028-01-01T00:00:00Z"), events.Select(Host.LineOf));
        Assert.True(cohort.Select(r => r.Profile.Pdu.Slug).Distinct().Count() > 2);
        Assert.Contains(events, e => e.Type == "practitioner.allocated");
        var inOne = await CompareAsync(services, 1_000);
        Assert.Equal(JsonSerializer.Serialize(inOne), JsonSerializer.Serialize(await CompareAsync(services, 1)));
        Assert.True(inOne.InForce.Immediate > inOne.Other.Immediate && inOne.Other.Immediate > 0);
    }

    private static Task<PolicyComparison> CompareAsync(Services services, int together) =>
        new ComparePolicies(services.Cases, new SqliteTimelines(services.Database), BankHolidays.Default, new PlayedInMemory(BankHolidays.Default).PlayAsync) { Together = together }
            .RunAsync(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), PolicyDocument.Default, Strict, null, CancellationToken.None);
}

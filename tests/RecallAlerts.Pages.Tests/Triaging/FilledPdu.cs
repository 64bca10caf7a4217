using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Serving;
using RecallAlerts.Notify.Directory;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.Pages.Tests.Triaging;

/// <summary>A PDU with many releases that have some alerts each, in a store of its own and served: far more than any PDU has.</summary>
public sealed class FilledPdu : IAsyncLifetime
{
    public const string Pdu = "gwent";
    public const int Releases = 2_000;

    private const int Practitioners = 80;
    private const int Together = 500;
    private static readonly Instant Now = Instant.Parse("2026-07-13T08:00:00Z");
    private readonly string _path = System.IO.Directory.CreateTempSubdirectory("triage-").FullName;
    private LocalServer? _server;

    public Uri Address => _server!.Address;

    public async Task InitializeAsync()
    {
        var setting = Settings.Read(null, null) with { Secret = "recall-alerts-pages-tests-secret"u8.ToArray(), Directory = new RolesOnlyDirectory() };
        await using (var services = new Services(SqliteDatabase.Open(new DataFolder(_path).Database, SqliteUse.Alone), setting))
        {
            foreach (var part in Enumerable.Range(0, Releases).Chunk(Together)) await FillAsync(services, part);
            await services.Database.FlushAsync(CancellationToken.None);
        }

        _server = await LocalServer.StartAsync(
            new ServedStore(new DataFolder(_path), setting, SendingOptions.Default with { File = new DataFolder(_path).Messages }), port: 0, new VirtualTime(Now), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        System.IO.Directory.Delete(_path, recursive: true);
    }

    private static async Task FillAsync(Services services, int[] part)
    {
        var cases = part.Select(n => ReleaseOf(n)).Select(r => new NewCase(r, Now, null, services.Key.WatchIdOf(r.Id), [services.Key.SubjectKeyOf(r.Id.Value)], _ => false)).ToArray();
        await services.Cases.RegisterAsync(cases, CancellationToken.None);
        await services.Cases.UpdateAsync([.. cases.Select(c => c.Release.Id)], Reviewed, CancellationToken.None);
    }

    private static Release ReleaseOf(int n) => new()
    {
        Crn = new Crn($"X{n:D6}"), ReleasedAt = Now.PlusHours(-24 * (n % 60)), LicenceEndsOn = new DateOnly(2027, 6, 2), Region = "wales", Pdu = Pdu, Team = "team",
        PractitionerId = $"N{n % Practitioners:D2}", Rosh = (Rosh)(n % 4), Needs = [], ChecksRequired = [], MappaLevel = n % 9 == 0 ? 2 : null, ChildProtection = n % 11 == 0,
    };

    private static CaseUpdate Reviewed(CaseRecord record)
    {
        var (release, n) = (record.History.Registered, int.Parse(record.History.Registered.Crn.Value.AsSpan(1)));
        var alerts = Enumerable.Range(0, 1 + (n % 6)).Select(i => AlertOf(release, (RuleId)((n + (i * 5)) % 17), (n + i) % 7, n)).ToArray();
        return new CaseUpdate(alerts, [], new CaseReviewed(Now, "v1", new CaseSummary(WatchState.Watching, release, release.PractitionerId), Now.PlusHours(1_000)));
    }

    private static Alert AlertOf(Release release, RuleId rule, int kind, int n) => new()
    {
        Id = AlertId.Of(release.Id, rule, "k"), ReleaseId = release.Id, Rule = rule, Key = "k", Since = Now.PlusHours(-n % 100), OpenedAt = Now, Clock = Now, PolicyVersion = "p1",
        Severity = (Severity)(kind % 4), Owner = new Person(Role.Practitioner, release.PractitionerId!), Status = kind == 6 ? AlertStatus.Acknowledged : AlertStatus.Open,
        AcknowledgedAt = kind == 6 ? Now : null, DutySpoReached = kind is 2 or 3 && n % 3 == 0,
    };
}

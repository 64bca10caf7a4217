using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>The operations on people, and what goes before them, over the ports of a program.</summary>
internal sealed class PeopleAt(Ports ports, Instant now)
{
    private static readonly PolicySet Policies = PolicyDocument.Default;
    private static readonly WorkingCalendar Calendar = BankHolidays.Default;

    public ReviewReleases Reviews { get; } = new(ports.Cases, Policies, Calendar);

    public RecordEvents Record => new(ports.Cases, Given.Key, Policies, Calendar, new NoWatches());

    public ChangePeople Change => new(
        new MergePeople(ports.People, Reviews, new CarryAnswers(ports.Recalls, new RecallDecision(Policies, Calendar)), Record, Given.Key, new NoWatches(), ports.Audit),
        new UnmergePeople(ports.People, Reviews, Given.Key, new NoWatches(), ports.Audit), new ErasePerson(ports.People, Given.Key, new NoWatches(), ports.Audit));

    public Task<PeopleAnswer> MergeAsync(string source, string target) => Change.Merge.RunAsync(new Crn(source), new Crn(target), now, CancellationToken.None);

    public Task<PeopleAnswer> UnmergeAsync(string unmerged, string reactivated) => Change.Unmerge.RunAsync(new Crn(unmerged), new Crn(reactivated), now, CancellationToken.None);

    public Task<PeopleAnswer> EraseAsync(string crn) => Change.Erase.RunAsync(new Crn(crn), now, CancellationToken.None);

    public Task ReviewAsync(params ReleaseId[] ids) => Reviews.RunAsync(ids, now, CancellationToken.None);

    public Task<IReadOnlyList<RecallRecord>> ClassifyAsync(ReleaseId id) => ClassifyAsync(id, []);

    public async Task<EventStatus> SendAsync(string subject, RecordedFact fact) =>
        (await Record.ApplyAsync([new Application.Intake.Incoming.Recording(subject, fact)], now, CancellationToken.None))[0].Status;

    public async Task<EventAnswer> RegisterAsync(Release release) =>
        (await Record.ApplyAsync([new Application.Intake.Incoming.Registering(release, null)], now, CancellationToken.None))[0];

    private async Task<IReadOnlyList<RecallRecord>> ClassifyAsync(ReleaseId id, IReadOnlyList<RecallRecord> rows)
    {
        await new ClassifyRecalls(ports.Recalls, new RecallDecision(Policies, Calendar), Policies).RunAsync([id], now, CancellationToken.None);
        await ports.Recalls.UpdateAsync(
            [id],
            m =>
            {
                rows = m.Rows;
                return null;
            },
            CancellationToken.None);
        return rows;
    }
}

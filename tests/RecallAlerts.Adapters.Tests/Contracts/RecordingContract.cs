using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Registering cases and appending facts.</summary>
public abstract class RecordingContract : StoreContract
{
    [Fact]
    public async Task Register_New_IsCreatedAndPending()
    {
        Assert.Equal(Registration.Created, await Cases.RegisterAsync(Case(by: "practitioner:P1")));
        var record = await Another.Cases.GetAsync(X1);
        Assert.Equal((X1, Key.WatchIdOf(X1), T0, T0, "gwent"), (record.Id, record.WatchId, record.RegisteredAt, record.PendingSince, record.Pdu));
        Assert.Equal(P1, record.Recorders.Sole);
        Assert.Null(record.NextWake);
        Assert.Null(record.ReviewedAt);
        Assert.Empty(record.Alerts);
        Assert.Empty(record.History.Recorded);
        Assert.Equal(ReleaseWriter.Write(Release()), ReleaseWriter.Write(record.History.Registered));
    }

    [Fact]
    public async Task Register_SameBodyAgain_IsSameAndChangesNothing()
    {
        await Cases.RegisterAsync(Case());
        await Cases.ReviewAsync(X1, wake: T0.PlusHours(1));
        var before = await Cases.GetAsync(X1);
        Assert.Equal(Registration.Same, await Another.Cases.RegisterAsync(Case(Release(), by: "practitioner:P2", at: T0.PlusHours(5))));
        var after = await Another.Cases.GetAsync(X1);
        Assert.Equal((before.Version, before.RegisteredAt, null, before.Recorders), (after.Version, after.RegisteredAt, after.PendingSince, after.Recorders));
    }

    [Fact]
    public async Task Register_OtherBody_IsConflictAndChangesNothing()
    {
        await Cases.RegisterAsync(Case());
        Assert.Equal(Registration.Conflict, await Cases.RegisterAsync(Case(Release(pdu: "cardiff-and-vale"))));
        Assert.Equal("gwent", (await Cases.GetAsync(X1)).History.Registered.Pdu);
    }

    [Fact]
    public async Task Register_SeveralInOneBatch_AnswersEachInOrder() => Assert.Equal(
        [Registration.Created, Registration.Same, Registration.Conflict, Registration.Created],
        await Cases.RegisterAsync([Case(), Case(), Case(Release(pdu: "other")), Case("X000002")], None));

    [Fact]
    public async Task Append_New_IsAcceptedAndPendingSinceTheFirst()
    {
        await Cases.RegisterAsync(Case());
        await Cases.ReviewAsync(X1);
        Assert.Equal(Appended.Accepted, await Cases.AppendAsync(X1, Fact("e1"), T0.PlusHours(1)));
        Assert.Equal(Appended.Accepted, await Another.Cases.AppendAsync(X1, Fact("e2"), T0.PlusHours(2)));
        var record = await Cases.GetAsync(X1);
        Assert.Equal(T0.PlusHours(1), record.PendingSince);
        Assert.Equal(["e1", "e2"], record.History.Recorded.Select(f => f.EventId));
    }

    [Fact]
    public async Task Append_SameContentAgain_IsDuplicateAndLeavesNothingPending()
    {
        await Cases.RegisterAsync(Case());
        await Cases.AppendAsync(X1, Fact("e1", by: "practitioner:P1"));
        await Cases.ReviewAsync(X1);
        var before = await Cases.GetAsync(X1);
        Assert.Equal(Appended.Duplicate, await Another.Cases.AppendAsync(X1, Fact("e1", by: "practitioner:P1"), T0.PlusHours(9)));
        var after = await Cases.GetAsync(X1);
        Assert.Equal((before.Version, null, Recorders.None), (after.Version, after.PendingSince, after.Recorders));
        Assert.Single(after.History.Recorded);
    }

    [Fact]
    public async Task Append_OtherContentUnderTheSameId_IsKeptAsVariant()
    {
        await Cases.RegisterAsync(Case());
        await Cases.AppendAsync(X1, Fact("e1", "accommodation.recorded", new { code = "A01A" }));
        Assert.Equal(Appended.Accepted, await Cases.AppendAsync(X1, Fact("e1", "accommodation.recorded", new { code = "A08A" })));
        Assert.Equal(Appended.Accepted, await Cases.AppendAsync(X1, Fact("e1", "handover.completed")));
        Assert.Equal(3, (await Another.Cases.GetAsync(X1)).History.Recorded.Count);
        Assert.Equal(["e1", "e1", "e1"], (await Queries.TimelineAsync(X1, None)).Select(f => f.EventId));
    }

    [Fact]
    public async Task Append_ToUnknownRelease_ChangesNothing()
    {
        Assert.Equal(Appended.UnknownRelease, await Cases.AppendAsync(X1, Fact("e1")));
        Assert.Null(await Cases.FindAsync(X1, None));
        await Cases.RegisterAsync(Case());
        Assert.Empty((await Cases.GetAsync(X1)).History.Recorded);
    }

    [Fact]
    public async Task Append_MixedBatch_AnswersEachInOrder()
    {
        await Cases.RegisterAsync([Case(), Case("X000002")], None);
        var (x2, x3) = (new ReleaseId("X000002-20260602"), new ReleaseId("X000003-20260602"));
        FactFor[] batch = [Fact("e1").To(X1), Fact("e1").To(x3), Fact("e1").To(X1), Fact("e1").To(x2), Fact("e2").To(X1)];
        Assert.Equal(
            [Appended.Accepted, Appended.UnknownRelease, Appended.Duplicate, Appended.Accepted, Appended.Accepted], await Cases.AppendAsync(batch, T0, None));
        Assert.Equal(2, (await Cases.GetAsync(X1)).History.Recorded.Count);
        Assert.Single((await Cases.GetAsync(x2)).History.Recorded);
    }

    [Fact]
    public async Task Append_Nothing_AnswersNothing() => Assert.Empty(await Cases.AppendAsync([], T0, None));

    [Theory]
    [InlineData("a b")]
    [InlineData("'; DROP TABLE facts; --")]
    [InlineData("\u0000\n|")]
    [InlineData("é\u0301日本👩‍🚒")]
    [InlineData("%00/../\\?#")]
    public async Task Append_AnyEventId_IsKeptAsItIs(string id)
    {
        await Cases.RegisterAsync(Case());
        Assert.Equal(Appended.Accepted, await Cases.AppendAsync(X1, Fact(id)));
        Assert.Equal(Appended.Accepted, await Cases.AppendAsync(X1, Fact(id + "A")));
        Assert.Equal(Appended.Accepted, await Cases.AppendAsync(X1, Fact(id + "a")));
        Assert.Equal(Appended.Duplicate, await Cases.AppendAsync(X1, Fact(id)));
        Assert.Contains(id, (await Another.Cases.GetAsync(X1)).History.Recorded.Select(f => f.EventId));
    }

    [Fact]
    public async Task Facts_OfEveryKind_ComeBackAsTheyWere()
    {
        await Cases.RegisterAsync(Case());
        RecordedFact[] facts =
        [
            Fact("e1", "accommodation.recorded", new { code = "A17", expectedEndOn = "2026-08-01" }, T0.PlusSeconds(1)),
            Fact("e2", "appointment.booked", new { appointmentId = "a1", startsAt = "2026-06-04T10:00:00+01:00", kind = "home visit" }, T0.PlusSeconds(2)),
            Fact("e3", "fact.withdrawn", new { eventId = "e1", reason = "wrong person" }, T0.PlusSeconds(3)),
            Fact("e4", "release.amended", new { pdu = "north", practitionerId = (string?)null }, T0.PlusSeconds(4), recordedAt: T0.PlusHours(7)),
            Fact("e5", "substance.test", new { result = "refused" }, T0.PlusSeconds(5)),
        ];
        await Cases.AppendAsync([.. facts.Select(f => f.To(X1))], T0, None);
        Assert.Equal(facts.Select(f => f.Fact), (await Another.Cases.GetAsync(X1)).History.Recorded);
    }

    [Theory]
    [InlineData(null, "practitioner:P1,practitioner:P1", "practitioner:P1")]
    [InlineData(null, "practitioner:P1,practitioner:P2", null)]
    [InlineData(null, "practitioner:P1,practitioner:P2,practitioner:P1", null)]
    [InlineData(null, "practitioner:P1,", null)]
    [InlineData(null, ",practitioner:P1", null)]
    [InlineData("practitioner:P1", "practitioner:P1", "practitioner:P1")]
    [InlineData("practitioner:P2", "practitioner:P1", null)]
    [InlineData("", "practitioner:P1", null)]
    public async Task Recorders_OfWhatIsPending_AreTheSoleOneOrNobody(string? registeredBy, string recordedBy, string? sole)
    {
        await Cases.RegisterAsync(Case(by: registeredBy is "" ? null : registeredBy));
        if (registeredBy is null) await Cases.ReviewAsync(X1);
        var n = 0;
        foreach (var by in recordedBy.Split(',')) await (n % 2 == 0 ? Cases : Another.Cases).AppendAsync(X1, Fact($"e{n++}", by: by.Length == 0 ? null : by));
        Assert.Equal(sole, (await Cases.GetAsync(X1)).Recorders.Sole?.ToString());
        Assert.Equal(sole, (await Another.Cases.GetAsync(X1)).Recorders.Sole?.ToString());
    }

    [Fact]
    public async Task Recorders_AfterAReview_AreNobody()
    {
        await Cases.RegisterAsync(Case(by: "practitioner:P1"));
        await Cases.ReviewAsync(X1);
        Assert.Equal(Recorders.None, (await Cases.GetAsync(X1)).Recorders);
        Assert.Equal(Recorders.None, (await Another.Cases.GetAsync(X1)).Recorders);
    }
}

using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>What is large, strange or contended.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private TablesStores? _stores;

    private static CancellationToken None => CancellationToken.None;

    private Ports Ports => _stores!.One;

    public async Task InitializeAsync() => _stores = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await _stores!.DisposeAsync();

    [Fact]
    public async Task Partition_OfTwoThousandFacts_IsReadByPagesAndGoesOn()
    {
        await Ports.Cases.RegisterAsync(Case());
        FactFor[] facts = [.. Enumerable.Range(0, 2_000).Select(n => Fact($"e{n}", at: T0.PlusSeconds(n)).To(X1))];
        Assert.All(await Ports.Cases.AppendAsync(facts, T0, None), r => Assert.Equal(Appended.Accepted, r));
        _stores!.Counting.Reset();
        Assert.Equal(2_000, (await Ports.Cases.GetAsync(X1)).History.Recorded.Count);
        Assert.Equal("3 cases query", _stores.Counting.ToString());
        Assert.Equal(Appended.Duplicate, await Ports.Cases.AppendAsync(X1, Fact("e7", at: T0.PlusSeconds(7))));
        Assert.Equal(Appended.Accepted, await Ports.Cases.AppendAsync(X1, Fact("more")));
        await Ports.Cases.ReviewAsync(X1, [.. Enumerable.Range(0, 150).Select(n => Alert(X1, $"k{n}"))], T0.PlusHours(1));
        var record = await _stores.Another.Cases.GetAsync(X1);
        Assert.Equal((2_001, 150, 4L, null), (record.History.Recorded.Count, record.Alerts.Count, record.Version, record.PendingSince));
        await _stores.AssertIndexIsOfCasesAsync();
    }

    [Fact]
    public async Task Writers_EightOnOneRelease_EachFactIsAcceptedOnce()
    {
        await Ports.Cases.RegisterAsync(Case());
        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            var results = new List<Appended>();
            for (var n = 0; n < 10; n++) results.Add(await (w % 2 == 0 ? Ports : _stores!.Another).Cases.AppendAsync(X1, Fact($"e{n}")));
            return results;
        }));
        var results = await Task.WhenAll(writers);
        for (var n = 0; n < 10; n++) Assert.Single(results.Select(r => r[n]), Appended.Accepted);
        Assert.Equal(11, (await Ports.Cases.GetAsync(X1)).Version);
        await _stores!.AssertNothingIsHiddenAsync(T0, X1);
    }

    [Fact]
    public async Task Alerts_MoreThanARowHolds_AreRefusedAndNothingIsStored()
    {
        await Ports.Cases.RegisterAsync(Case());
        var error = await Assert.ThrowsAsync<TableStoreException>(() => Ports.Cases.ReviewAsync(X1, [.. Enumerable.Range(0, 3_000).Select(n => Alert(X1, $"secret-{n}"))]));
        Assert.Equal(TableProblem.TooLarge, error.Problem);
        Assert.Contains("448,000", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        var record = await Ports.Cases.GetAsync(X1);
        Assert.Equal((T0, 1L, 0), (record.PendingSince, record.Version, record.Alerts.Count));
    }

    [Fact]
    public async Task Narrative_OfTheLongestAllowed_ComesBackAsItWas()
    {
        var text = string.Concat(Enumerable.Repeat("日本", 10_000));
        await Ports.Cases.HoldAsync([(Key.SubjectKeyOf("X000001"), Recall("e1", text))], T0, None);
        string? narrative = null;
        await Ports.Cases.RegisterAsync(Case(Release(), claims: h =>
        {
            narrative = h.Fact.Narrative;
            return true;
        }));
        Assert.Equal(text, narrative);
    }

    [Theory]
    [InlineData("gwent")]
    [InlineData("Gwent")]
    [InlineData("a/b\\c#d?e%f|g")]
    [InlineData("\u0000\u001f\u007f\u0085\n")]
    [InlineData("é 日本 👩‍🚒")]
    [InlineData("'; drop or PartitionKey ne '")]
    public async Task Names_OfAnyCharacters_StandInKeysAndComeBack(string name)
    {
        Person to = new(Role.Practitioner, name), other = new(Role.Practitioner, name + "A"), lower = new(Role.Practitioner, name + "a");
        await Ports.Cases.WatchAsync(
            Release(pdu: name), id => [Alert(id, "k").Telling(T0, to: to) with { Owner = to }, Alert(id, "l").Telling(T0, to: other), Alert(id, "m").Telling(T0, to: lower)]);
        Assert.Equal(((Person[])[to, other, lower]).Order(), (await Ports.Messages.DueAudiencesAsync(T0, None)).Order());
        await Ports.Messages.DeliverAsync([new(to, [to])], Application.Messages.DeliveryInstants.Of(T0), Steps.TellAll, None);
        var message = Assert.Single(await Ports.Messages.UnsentAsync(T0, 10, None));
        Assert.Equal((to, 1), (message.Message.Audience, message.Message.Alerts.Count));
        Assert.Equal(((Person[])[other, lower]).Order(), (await _stores!.Another.Messages.DueAudiencesAsync(T0, None)).Order());
        Assert.Equal(name, (await Ports.Cases.GetAsync(X1)).Pdu);
        Assert.NotNull(await Ports.Messages.FindUnsentAsync(to, message.MessageId, None));
    }

    [Fact]
    public void Keys_AreOfSafeCharactersAndTellAllTextsApart()
    {
        string[] texts = ["", "a", "A", "_", "_0041", "-", "a-b", "a_b", "a.b", "~", new string('x', 101), new string('X', 30), new string('X', 31), "\ud800", "\udc00", "é", "e\u0301"];
        Assert.Equal(texts.Length, texts.Select(RowKeys.Text).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(texts, t => Assert.Matches("^[0-9a-z_~-]{0,101}$", RowKeys.Text(t)));
    }

    [Fact]
    public async Task IndexRow_ThatComesLate_DoesNotHideANewer()
    {
        await Ports.Cases.WatchAsync(Release(), id => [Alert(id, "old").Telling(T0)], T0.PlusHours(1));
        var cases = new CasePartition(_stores!.Tables);
        var (watchId, index) = (Key.WatchIdOf(X1), new CaseIndex(_stores.Tables, cases, Key));
        var before = (await cases.LoadAsync(watchId, None))!;
        var late = CaseChange.Of(before, Reviewed(before.Record, [Alert(X1, "old"), Alert(X1, "late").Telling(T0.PlusHours(1), to: P2)], T0.PlusHours(2), T0.PlusHours(1)), "late");
        var commit = new CaseCommit(_stores.Tables, cases, index);
        Assert.True(await commit.TryAsync(before.ETag, late.After, "late", late.Rows.Select(Requests.Put), None));
        await Ports.Cases.ReviewAsync(X1, [Alert(X1, "old"), Alert(X1, "late"), Alert(X1, "new").Telling(T0.PlusHours(7), to: DutySpo)], T0.PlusHours(9), T0.PlusHours(2));
        await index.FollowAsync(CaseIndex.Following(before, late, null), None);
        Assert.Equal(T0.PlusHours(9), await Ports.Cases.NextWakeAsync(None));
        Assert.Equal([DutySpo], await Ports.Messages.DueAudiencesAsync(T0.PlusHours(99), None));
        await _stores.AssertIndexIsOfCasesAsync();
    }

    [Fact]
    public async Task Telling_ThatTwoOfOneDeliveryWouldTell_IsToldOnce()
    {
        await Ports.Cases.WatchAsync(Alert(X1, "k").Telling(T0), (Alert(X1, "l") with { Owner = P2 }).Telling(T0, to: P2));
        await Ports.Messages.DeliverAsync([new(P1, [P1]), new(P2, [P1, P2])], Application.Messages.DeliveryInstants.Of(T0), Steps.TellAll, None);
        var told = (await Ports.Queries.AllMessagesAsync(None)).Select(m => (m.Outbox.Message.Audience, Assert.Single(m.Outbox.Message.Alerts)));
        Assert.Equal([(P1, Alert(X1, "k").Id), (P2, Alert(X1, "l").Id)], told);
        Assert.Null(await Ports.Messages.NextDueAsync(None));
        await _stores!.AssertIndexIsOfCasesAsync();
    }

    [Fact]
    public async Task Told_UnderAnotherAudience_IsNotToldAgain()
    {
        await Ports.Cases.WatchAsync(Alert(X1, "k").Telling(T0), Alert(X1, "l").Telling(T0, to: P2));
        var first = true;
        await Ports.Messages.DeliverAsync([new(P2, [P1, P2])], Application.Messages.DeliveryInstants.Of(T0), s =>
        {
            if (first) Steps.DeliverAsync(_stores!.Another).GetAwaiter().GetResult();
            first = false;
            return Steps.TellAll(s);
        }, None);
        var told = (await Ports.Queries.AllMessagesAsync(None)).Select(m => (m.Outbox.Message.Audience, Assert.Single(m.Outbox.Message.Alerts)));
        Assert.Equal([(P1, Alert(X1, "k").Id), (P2, Alert(X1, "l").Id)], told);
        Assert.Null(await Ports.Messages.NextDueAsync(None));
    }
}

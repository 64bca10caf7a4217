using Microsoft.AspNetCore.WebUtilities;
using RecallAlerts.Api.Pages.Operating;
using RecallAlerts.Application.Operations;

namespace RecallAlerts.Pages.Tests.Operating;

public sealed class SentBackWordsTests
{
    [Theory]
    [InlineData(0, null, null, null)]
    [InlineData(1, null, "1 event was sent back", null)]
    [InlineData(2, null, "2 events were sent back", null)]
    [InlineData(100, null, "100 events were sent back", null)]
    [InlineData(0, "Why.", null, "Nothing was sent back")]
    [InlineData(1, "Why.", null, "1 event was sent back, then Service Bus failed")]
    public void Outcome_ThroughTheAddress_IsSaid(int count, string? failure, string? done, string? notDone)
    {
        var address = SentBackWords.QueryOf(new SentBack(count, failure));
        Assert.DoesNotContain("Why", address, StringComparison.Ordinal);
        AssertSays(address, done, notDone);
    }

    [Theory]
    [InlineData("done=sent-back&events=101")]
    [InlineData("done=sent-back&events=-1")]
    [InlineData("done=sent-back&events=<script>")]
    [InlineData("done=sent-back")]
    [InlineData("done=try-now&events=5")]
    [InlineData("")]
    public void Address_ThatNoOutcomeHas_SaysNothing(string address) => AssertSays(address, null, null);

    private static void AssertSays(string address, string? done, string? notDone)
    {
        var query = QueryHelpers.ParseQuery(address);
        string? Read(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        AssertStarts(done, SentBackWords.Done(Read));
        AssertStarts(notDone, SentBackWords.NotDone(Read));
    }

    private static void AssertStarts(string? expected, string? said)
    {
        Assert.Equal(expected is null, said is null);
        Assert.StartsWith(expected ?? "", said ?? "", StringComparison.Ordinal);
    }
}

using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables.Projections;

/// <summary>Keys of what the index says of recalls and narratives. Ids of sources are digests in them.</summary>
internal static class IndexKeys
{
    /// <summary>The property with the release. Personal data.</summary>
    public const string ReleaseId = "releaseId";

    /// <summary>The property with the moment of release.</summary>
    public const string ReleasedAt = "releasedAt";

    /// <summary>The property with the region.</summary>
    public const string Region = "region";

    /// <summary>Releases by month of release, for exports and reports.</summary>
    public const char Release = 'd';

    /// <summary>The first recall that stands of a release, by month of release.</summary>
    public const char Cohort = 'j';

    /// <summary>Recalls by month of recall.</summary>
    public const char Recalls = 'k';

    /// <summary>Recalls of a release wait for a decision, or for the index: written before the commit of that version.</summary>
    public static string Waiting(Instant since, string watchId, long version) => $"r|{since.Seconds:D12}|{watchId}|{version:x16}";

    /// <summary>A release has narratives that were recorded then: written before them.</summary>
    public static string Narrative(Instant recordedAt, string watchId) => $"n|{recordedAt.Seconds:D12}|{watchId}";

    /// <summary>Events with narratives were received for a subject then: written before them.</summary>
    public static string HeldNarrative(Instant receivedAt, string subjectKey) => $"m|{receivedAt.Seconds:D12}|{subjectKey}";

    /// <summary>A release has recalls of an id: written before them.</summary>
    public static string Recall(string recallId, string watchId) => $"{RecallsOf(recallId)}{watchId}";

    /// <summary>What keys of releases with recalls of an id begin with.</summary>
    public static string RecallsOf(string recallId) => $"q|{Digest(recallId)}|";

    /// <summary>A release has recalls that a version of the classifier answered and another may look at again: written before them.</summary>
    public static string Answered(string classifier, string watchId) => $"{AnsweredBy(classifier)}{watchId}";

    /// <summary>What keys of releases with recalls that a version of the classifier answered begin with.</summary>
    public static string AnsweredBy(string classifier) => $"v|{Digest(classifier)}|";

    /// <summary>A row that only says of which release it is.</summary>
    public static TableEntity Named(string rowKey, string watchId, Release release) => new(StoreTables.OverallPartition, rowKey)
    {
        [IndexRows.WatchId] = watchId,
        [ReleaseId] = release.Id.Value,
        [ReleasedAt] = release.ReleasedAt.Seconds,
    };

    /// <summary>The row of narratives, with the region whose days decide for how long they are kept.</summary>
    public static TableEntity NarrativeRow(Instant recordedAt, string watchId, string region) =>
        new(StoreTables.OverallPartition, Narrative(recordedAt, watchId)) { [IndexRows.WatchId] = watchId, [Region] = region };

    /// <summary>The row of narratives that are held.</summary>
    public static TableEntity HeldNarrativeRow(Instant receivedAt, string subjectKey) => new(StoreTables.OverallPartition, HeldNarrative(receivedAt, subjectKey));

    /// <summary>An id of a source as it may stand in a key.</summary>
    public static string Digest(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
}

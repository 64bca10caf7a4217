using Azure.Data.Tables;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>Recalls as rows of their release's partition, beyond what a review reads: a row for each, and one for each answer. People's words are encrypted.</summary>
internal static class RecallRows
{
    /// <summary>What keys of recalls begin with.</summary>
    public const string Rows = "y|";

    private const string Answers = "z|";
    private const string Words = "words";

    /// <summary>The recalls among the rows of a partition, by id.</summary>
    public static IReadOnlyList<RecallRecord> ReadAll(IReadOnlyList<TableEntity> rows, NarrativeCipher words)
    {
        var answers = rows.Where(r => r.RowKey.StartsWith(Answers, StringComparison.Ordinal)).ToLookup(r => r.RowKey.Split('|')[1], StringComparer.Ordinal);
        return [.. rows.Where(r => r.RowKey.StartsWith(Rows, StringComparison.Ordinal))
            .Select(r => r.ReadJson<Stored>().Record([.. answers[r.RowKey[Rows.Length..]].Select(a => a.ReadJson<StoredAnswer>().Answer(() => words.Decrypt(a.ReadBytes(Words))!))]))
            .OrderBy(r => r.RecallId, StringComparer.Ordinal)];
    }

    /// <summary>The recalls among the rows of a partition that stand and that no person has answered.</summary>
    public static IEnumerable<UnansweredRecall> ReadUnanswered(ReleaseId id, IEnumerable<TableEntity> rows) => rows.Where(r => r.RowKey.StartsWith(Rows, StringComparison.Ordinal))
        .Select(r => r.ReadJson<Stored>()).Where(r => r.Status == RecallStatus.Active && r.Person is null)
        .Select(r => new UnansweredRecall(id, r.Id, r.RecalledAt, r.Machine.Primary, r.Confidence, r.NeedsReview));

    /// <summary>The primary reason of each recall among the rows of a partition, by id: a person's where there is one, else the classifier's.</summary>
    public static IReadOnlyDictionary<string, RecallReason> ReadReasons(IEnumerable<TableEntity> rows) => rows.Where(r => r.RowKey.StartsWith(Rows, StringComparison.Ordinal))
        .Select(r => r.ReadJson<Stored>()).ToDictionary(r => r.Id, r => (r.Person ?? r.Machine).Primary, StringComparer.Ordinal);

    /// <summary>The rows of a recall, with the answers beyond those that are there.</summary>
    public static IEnumerable<TableTransactionAction> Write(string watchId, long version, RecallRecord r, int knownAnswers, NarrativeCipher words)
    {
        var digest = IndexKeys.Digest(r.RecallId);
        var row = new TableEntity(watchId, Rows + digest) { [FactRows.Version] = version };
        row.PutJson(Stored.Of(r));
        yield return Requests.Put(row);
        for (var i = knownAnswers; i < r.Answers.Count; i++) yield return Requests.Put(Write(watchId, $"{Answers}{digest}|{i:D6}", version, r.Answers[i], words));
    }

    private static TableEntity Write(string watchId, string key, long version, PastAnswer answer, NarrativeCipher words)
    {
        var row = new TableEntity(watchId, key) { [FactRows.Version] = version };
        row.PutJson(StoredAnswer.Of(answer));
        row.PutBytes(Words, words.Encrypt((answer as PastAnswer.OfPerson)?.Words));
        return row;
    }

    private sealed record Stored(
        string Id, Instant RecalledAt, Instant RecordedAt, string? Type, string RecordedReasons, RecallStatus Status, string? NarrativeOf, bool HasNarrative, ReasonAnswer Machine,
        double Confidence, bool NeedsReview, string Evidence, string Classifier, string PolicyVersion, ReasonAnswer? Person, RecallStanding Standing, string LookedBack, int Open,
        long? LeadTimeHours)
    {
        public static Stored Of(RecallRecord r) => new(
            r.RecallId, r.RecalledAt, r.RecordedAt, r.Type, r.RecordedReasons, r.Status, r.NarrativeOf, r.HasNarrative, r.OfMachine, r.Machine.Confidence, r.Machine.NeedsReview,
            RecallJson.Write(r.Machine.Evidence), r.Machine.Classifier, r.PolicyVersion, r.Person, r.Standing, RecallJson.Write(r.LookBack.Alerts), r.LookBack.OpenAtRecall,
            r.LookBack.LeadTimeHours);

        public RecallRecord Record(IReadOnlyList<PastAnswer> answers) => new()
        {
            RecallId = Id, RecalledAt = RecalledAt, RecordedAt = RecordedAt, Type = Type, RecordedReasons = RecordedReasons, Status = Status, NarrativeOf = NarrativeOf,
            HasNarrative = HasNarrative,
            Machine = new RecallClassification(Machine.Primary, Machine.Secondary, Confidence, NeedsReview, RecallJson.ReadEvidence(Evidence), Classifier),
            PolicyVersion = PolicyVersion, Person = Person, Standing = Standing, LookBack = new LookBack(RecallJson.ReadAlerts(LookedBack), Open, LeadTimeHours), Answers = answers,
        };
    }

    private sealed record StoredAnswer(Instant At, ReasonAnswer Reason, Person? By, double Confidence, string? Classifier)
    {
        public static StoredAnswer Of(PastAnswer answer) => answer switch
        {
            PastAnswer.OfClassifier c => new StoredAnswer(c.At, c.Reason, null, c.Confidence, c.Classifier),
            PastAnswer.OfPerson p => new StoredAnswer(p.At, p.Reason, p.By, 0, null),
            _ => throw new InvalidOperationException("The answers are a closed hierarchy."),
        };

        public PastAnswer Answer(Func<string> words) =>
            By is { } by ? new PastAnswer.OfPerson(At, Reason, by, words()) : new PastAnswer.OfClassifier(At, Reason, Confidence, Classifier!);
    }
}

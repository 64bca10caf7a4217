using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Answers of the classifier and of people as rows: append-only. People's words are encrypted.</summary>
internal static class AnswerRow
{
    private const string Insert =
        "INSERT INTO recall_answers (recall_no, seq, at, by, primary_reason, secondary, confidence, classifier, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

    private const string Select =
        "SELECT at, by, primary_reason, secondary, confidence, classifier, words FROM recall_answers WHERE recall_no = ?1 ORDER BY seq";

    public static List<PastAnswer> ReadAll(Session session, long recallNo, NarrativeCipher words) => session.Query(Select, r => Read(r, words), recallNo);

    public static void Write(Session session, long recallNo, int seq, PastAnswer answer, NarrativeCipher words)
    {
        var (machine, person) = (answer as PastAnswer.OfClassifier, answer as PastAnswer.OfPerson);
        session.Run(
            Insert, recallNo, seq, answer.At.Seconds, person?.By.ToString(), (int)answer.Reason.Primary, RecallRow.TextOf(answer.Reason.Secondary), machine?.Confidence,
            machine?.Classifier, words.Encrypt(person?.Words));
    }

    private static PastAnswer Read(SqliteDataReader r, NarrativeCipher words)
    {
        var reason = new ReasonAnswer(r.Enum<RecallReason>(2), RecallRow.ReasonsOf(r.GetString(3)));
        return r.IsDBNull(1)
            ? new PastAnswer.OfClassifier(r.Instant(0), reason, r.GetDouble(4), r.GetString(5))
            : new PastAnswer.OfPerson(r.Instant(0), reason, r.Person(1), words.Decrypt(r.GetFieldValue<byte[]>(6))!);
    }
}

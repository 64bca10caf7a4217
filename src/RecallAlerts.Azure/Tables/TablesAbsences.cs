using Azure.Data.Tables;
using RecallAlerts.Application.Absences;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Absences that managers enter, in Table storage: one partition, whose head has the version and guards each change, so that two managers cannot enter
/// what does not go together.
/// </summary>
/// <param name="tables">The tables.</param>
public sealed class TablesAbsences(StoreTables tables) : IAbsences
{
    private const string P = "a";
    private const string Head = "0";
    private const string Rows = "a|";
    private const string Version = "version";
    private const string Commits = "commits";
    private const int CommitsKept = 16;

    /// <inheritdoc />
    public async Task<AbsenceList?> ReadAsync(long known, CancellationToken cancellation)
    {
        var head = await tables.Absences.FindAsync(P, Head, cancellation);
        return (head?.GetInt64(Version) ?? 0) == known ? null : (await ReadAsync(cancellation)).List;
    }

    /// <inheritdoc />
    public async Task<AbsenceList> UpdateAsync(Func<IReadOnlyList<EnteredAbsence>, AbsenceUpdate?> decide, CancellationToken cancellation)
    {
        var commit = RowKeys.NewCommitId();
        for (var i = 0; i < Requests.MostTries; i++)
        {
            // The answer to a commit that was made may be lost: then it is found here.
            var (list, head) = await ReadAsync(cancellation);
            if (CommitsOf(head).Contains(commit, StringComparer.Ordinal) || decide(list.Entered) is not { } update) return list;
            if (await tables.Absences.TrySubmitAsync([Next(head, commit), .. RowsOf(update, list)], cancellation)) return (await ReadAsync(cancellation)).List;
        }

        throw Requests.Contended();
    }

    // The head comes first and is read with the rest: a version is never newer than its rows.
    private async Task<(AbsenceList List, TableEntity? Head)> ReadAsync(CancellationToken cancellation)
    {
        var rows = await tables.Absences.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {P}"), cancellation);
        var head = rows.Find(r => r.RowKey == Head);
        return (new AbsenceList(head?.GetInt64(Version) ?? 0, [.. rows.Where(r => r.RowKey != Head).Select(r => r.ReadJson<EnteredAbsence>())]), head);
    }

    private static TableTransactionAction Next(TableEntity? head, string commit)
    {
        var next = new TableEntity(P, Head)
        {
            [Version] = (head?.GetInt64(Version) ?? 0) + 1, [Commits] = string.Join(' ', CommitsOf(head).Prepend(commit).Take(CommitsKept)),
        };
        return head is null ? Requests.Insert(next) : Requests.Replace(next, head.ETag);
    }

    private static string[] CommitsOf(TableEntity? head) => head?.GetString(Commits)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static IEnumerable<TableTransactionAction> RowsOf(AbsenceUpdate update, AbsenceList before)
    {
        foreach (var id in update.Removed.Intersect(before.Entered.Select(e => e.Id), StringComparer.Ordinal)) yield return Requests.Delete(P, Rows + id);
        foreach (var entered in update.Put)
        {
            var row = new TableEntity(P, Rows + entered.Id);
            row.PutJson(entered);
            yield return Requests.Put(row);
        }
    }
}

using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using RecallAlerts.Sqlite;

namespace RecallAlerts.Benchmarks;

/// <summary>
/// Export of a million recalls, as the program does it, beside a bare SELECT of the same columns in the same order, written as they come, without
/// keys, checks or quotes.
/// </summary>
internal static class ExportLoad
{
    private const int Recalls = 1_000_000;

    private const string Fill = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
        INSERT INTO releases (release_id, watch_id, crn, released_at, registered_at, body, version, state, region, pdu, rosh)
        SELECT printf('X%06d-20260602', i % 1000000), lower(hex(randomblob(16))), printf('X%06d', i % 1000000), 1780390800 + i % 7776000, 1780390800,
            '{"crn":"X","padding":"as long as a body of a release is, which is some three hundred characters, so that pages hold as many rows as they would in a store that is used, ' ||
            'because what takes the time of an export is reading pages in the order of an HMAC"}', 1, 2, 'yorkshire-and-the-humber', 'p', i % 4 FROM n;
        INSERT INTO recalls (release_no, recall_id, recalled_at, recorded_at, type, recorded_reasons, status, has_narrative, machine_primary, machine_secondary, confidence,
            needs_review, evidence, classifier, policy_version, person_primary, person_secondary, rosh, region, accommodation_at_release, accommodation_at_recall,
            days_from_release, lead_time_hours, alerts_open, look_back)
        SELECT no, 'R' || no, released_at + no % 23673600, released_at + no % 23673600, 'FTR_28', 'FAILED_RESIDE;FAILED_KEEP_IN_TOUCH', 0, 0, no % 6, 'substance_misuse', 0.8, no % 3 = 0,
            '[{"label":"homelessness","cue":"no-fixed-abode","start":12,"length":15},{"label":"substance_misuse","cue":"positive-test","eventId":"e12"}]', '2026-11-1', '2026-11-1',
            CASE WHEN no % 5 = 0 THEN no % 6 END, CASE WHEN no % 5 = 0 THEN '' END, rosh, region, no % 4, no % 4, no % 274, CASE WHEN no % 2 = 0 THEN no % 300 END, no % 7,
            '[{"alert":"0123456789abcdef0123456789abcdef","rule":"homeless","openedAt":"2026-06-02T09:00:00Z","hours":120}]' FROM releases;
        """;

    private const string Bare =
        "SELECT r.crn, r.release_id, c.recall_id, r.released_at, c.recalled_at, c.recorded_at, c.days_from_release, c.region, c.type, c.status, c.recorded_reasons, " +
        "c.machine_primary, c.machine_secondary, c.person_primary, c.person_secondary, c.confidence, c.needs_review, c.classifier, c.policy_version, c.rosh, " +
        "c.accommodation_at_release, c.accommodation_at_recall, c.lead_time_hours, c.alerts_open FROM releases r CROSS JOIN recalls c ON c.release_no = r.no ORDER BY r.watch_id";

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("recall-alerts-bench-").FullName;
        try
        {
            var database = Path.Combine(folder, "recall-alerts.db");
            await using (SqliteDatabase.Open(database, SqliteUse.Alone))
            {
            }

            FillStore(database);
            var (bareBytes, bareTook) = RunBare(database);
            foreach (var format in new[] { "csv", "ndjson" })
            {
                var run = await Child.RunToNowhereAsync("export", "recall-reasons", "--data", folder, "--format", format);
                Console.WriteLine($"export of {Recalls:N0} recalls as {format}: {run.Bytes / 1e6:N0} MB in {run.Took.TotalSeconds:N1} s, {run.Bytes / 1e6 / run.Took.TotalSeconds:N1} MB/s, {Recalls / run.Took.TotalSeconds:N0} rows/s, {run.PeakMegabytes:N0} MB resident; bare SELECT {bareBytes / 1e6 / bareTook.TotalSeconds:N1} MB/s, {Recalls / bareTook.TotalSeconds:N0} rows/s, ratio of rows {bareTook / run.Took:0.00}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void FillStore(string database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = $"BEGIN; {Fill} COMMIT";
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private static (long Bytes, TimeSpan Took) RunBare(string database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = Bare;
        var (watch, bytes) = (Stopwatch.StartNew(), 0L);
        using var reader = command.ExecuteReader();
        var (buffer, values) = (new byte[4_096], new object[reader.FieldCount]);
        while (reader.Read())
        {
            reader.GetValues(values);
            foreach (var value in values) bytes += Encoding.UTF8.GetBytes(value.ToString()!, buffer) + 1;
        }

        return (bytes, watch.Elapsed);
    }

    private static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        return connection;
    }
}

using Microsoft.Data.Sqlite;

namespace RecallAlerts.Sqlite;

/// <summary>
/// Writes and reads on one connection, and keeps the transaction open over many writes. A write that fails undoes all since the last
/// commit: its caller gives up, and what was not flushed was never promised.
/// </summary>
internal sealed class AloneWriter(Session session) : IWriter
{
    private const int Together = 4096;
    private readonly SemaphoreSlim _turn = new(1);
    private int _open;

    public Task<T> WriteAsync<T>(Func<Session, T> job, CancellationToken cancellation) => TakeTurnAsync(() => Write(job));

    public Task<T> ReadAsync<T>(Func<Session, T> job) => TakeTurnAsync(() => job(session));

    public Task FlushAsync(CancellationToken cancellation) => TakeTurnAsync(() =>
    {
        Commit();
        return true;
    });

    public Task<T> RunAloneAsync<T>(Func<Session, T> job, CancellationToken cancellation) => TakeTurnAsync(() =>
    {
        Commit();
        return job(session);
    });

    public async ValueTask DisposeAsync()
    {
        await FlushAsync(CancellationToken.None);
        session.Dispose();
        _turn.Dispose();
    }

    private T Write<T>(Func<Session, T> job)
    {
        if (_open == 0) session.Run("BEGIN IMMEDIATE");
        _open++;
        var isDone = false;
        try
        {
            var result = job(session);
            if (_open >= Together) Commit();
            isDone = true;
            return result;
        }
        finally
        {
            if (!isDone) Undo();
        }
    }

    private void Commit()
    {
        if (_open > 0) session.Run("COMMIT");
        _open = 0;
    }

    // A full disk may have ended the transaction already; then there is nothing left to undo.
    private void Undo()
    {
        _open = 0;
        try
        {
            session.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // It was ended already.
        }
    }

    private async Task<T> TakeTurnAsync<T>(Func<T> job)
    {
        if (!_turn.Wait(0)) await _turn.WaitAsync();
        try
        {
            return StoreErrors.Translate(job);
        }
        finally
        {
            _turn.Release();
        }
    }
}

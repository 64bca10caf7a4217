using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;

namespace RecallAlerts.Sqlite;

/// <summary>Writes on a thread of its own; jobs that wait while one commits share the next commit.</summary>
internal sealed class GroupCommitWriter : IWriter
{
    private const int Together = 256;
    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Session _session;
    private readonly Task _loop;

    public GroupCommitWriter(Session session)
    {
        _session = session;
        _loop = Task.Factory.StartNew(LoopAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    public Task<T> WriteAsync<T>(Func<Session, T> job, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var queued = new Job<T>(job);
        if (!_jobs.Writer.TryWrite(queued)) throw new StoreException(StoreProblem.Unavailable, "The store is closed.");
        return queued.Result;
    }

    public Task<T> RunAloneAsync<T>(Func<Session, T> job, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var queued = new Job<T>(job) { IsAlone = true };
        if (!_jobs.Writer.TryWrite(queued)) throw new StoreException(StoreProblem.Unavailable, "The store is closed.");
        return queued.Result;
    }

    public Task FlushAsync(CancellationToken cancellation) => WriteAsync(static _ => true, cancellation);

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _loop;
        _session.Dispose();
    }

    private async Task LoopAsync()
    {
        var group = new List<Job>(Together);
        while (await _jobs.Reader.WaitToReadAsync())
        {
            group.Clear();
            Job? alone = null;
            while (alone is null && group.Count < Together && _jobs.Reader.TryRead(out var job))
            {
                if (job.IsAlone) alone = job;
                else group.Add(job);
            }

            if (group.Count > 0) Commit(group);
            if (alone is not null) RunAlone(alone);
        }
    }

    private void RunAlone(Job job)
    {
        try
        {
            job.RunBare(_session);
            job.Acknowledge();
        }
        catch (SqliteException e)
        {
            job.Fail(StoreErrors.Of(e));
        }
    }

    private void Commit(List<Job> group)
    {
        try
        {
            _session.Run("BEGIN IMMEDIATE");
            foreach (var job in group) job.Run(_session);
            _session.Run("COMMIT");
            foreach (var job in group) job.Acknowledge();
        }
        catch (SqliteException e)
        {
            var error = StoreErrors.Of(e);
            foreach (var job in group) job.Fail(error);
            Rollback();
        }
    }

    private void Rollback()
    {
        try
        {
            _session.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The database rolled back by itself.
        }
    }

    private abstract class Job
    {
        public bool IsAlone { get; init; }

        public abstract void RunBare(Session session);

        public abstract void Run(Session session);

        public abstract void Acknowledge();

        public abstract void Fail(Exception error);
    }

    private sealed class Job<T>(Func<Session, T> job) : Job
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _error;

        public Task<T> Result => _done.Task;

        public override void RunBare(Session session) => _result = job(session);

        // What a job itself throws undoes that job only; what the database throws fails the whole group.
        public override void Run(Session session)
        {
            session.Run("SAVEPOINT job");
            try
            {
                _result = job(session);
                session.Run("RELEASE job");
            }
            catch (Exception e) when (e is not SqliteException)
            {
                session.Run("ROLLBACK TO job");
                _error = e;
            }
        }

        public override void Acknowledge()
        {
            if (_error is null) _done.TrySetResult(_result!);
            else _done.TrySetException(_error);
        }

        public override void Fail(Exception error) => _done.TrySetException(error);
    }
}

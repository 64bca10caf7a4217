using RecallAlerts.Application.Exports;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>One export that is made in the background, and its file.</summary>
/// <param name="job">What is made.</param>
/// <param name="file">Where.</param>
internal sealed class RunningExport(ExportJob job, string file) : IAsyncDisposable
{
    private const int BufferBytes = 1 << 16;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private ExportJob _job = job;
    private Task _running = Task.CompletedTask;

    /// <summary>How far it is.</summary>
    public ExportJob Job
    {
        get
        {
            lock (_lock) return _job;
        }
    }

    /// <summary>Begins, as soon as it is its turn.</summary>
    public void Run(Func<Stream, Action<long>, CancellationToken, Task<long>> write, SemaphoreSlim turns) => _running = Task.Run(() => MakeAsync(write, turns));

    /// <summary>Opens what was made; null unless it is done.</summary>
    public Stream? Open() => Job.State == ExportJobState.Done ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, useAsync: true) : null;

    /// <summary>Stops it, and deletes its file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        File.Delete(file);
        _stop.Dispose();
    }

    // Whatever goes wrong is shown to who asked, as that it failed; the loops of the store say why.
    private async Task MakeAsync(Func<Stream, Action<long>, CancellationToken, Task<long>> write, SemaphoreSlim turns)
    {
        var turn = turns.WaitAsync(_stop.Token);
        await turn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!turn.IsCompletedSuccessfully) return;
        var writing = WriteAsync(write);
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        turns.Release();
        Change(j => j with { State = writing.IsCompletedSuccessfully ? ExportJobState.Done : ExportJobState.Failed });
    }

    private async Task WriteAsync(Func<Stream, Action<long>, CancellationToken, Task<long>> write)
    {
        Change(j => j with { State = ExportJobState.Running });
        await using var output = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true);
        await write(output, rows => Change(j => j with { Rows = rows }), _stop.Token);
    }

    private void Change(Func<ExportJob, ExportJob> change)
    {
        lock (_lock) _job = change(_job);
    }
}

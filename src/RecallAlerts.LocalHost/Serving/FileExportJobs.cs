using System.Security.Cryptography;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>
/// Exports in the background, as files in a folder, one made at a time. What jobs there are is known to the running program only: with its start and its
/// end all files go, so that nothing outlives who asked for it.
/// </summary>
internal sealed class FileExportJobs : IExportJobs, IAsyncDisposable
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(10);

    private readonly string _folder;
    private readonly ExportRows _exports;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RunningExport> _jobs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly ITimer _sweep;

    public FileExportJobs(string folder, ExportRows exports, TimeProvider time)
    {
        (_folder, _exports) = (folder, exports);
        Empty();
        _sweep = time.CreateTimer(_ => Forget(Instant.From(time.GetUtcNow())), null, BetweenSweeps, BetweenSweeps);
    }

    public Task<ExportJob?> StartAsync(string owner, string table, ExportRequest request, Instant now, CancellationToken cancellation)
    {
        Forget(now);
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var job = new RunningExport(ExportJob.Of(id, owner, table, request, now), Path.Combine(_folder, $"{id}.{NameOf<ExportFormat>.Text(request.Format)}"));
        lock (_lock)
        {
            if (_jobs.Values.Count(j => j.Job.Owner == owner) >= ExportJob.MostOfOne) return Task.FromResult<ExportJob?>(null);
            _jobs.Add(id, job);
        }

        job.Run((output, progress, stop) => _exports.WriteAsync(table, request with { Progress = progress }, now, output, stop), _oneAtATime);
        return Task.FromResult<ExportJob?>(job.Job);
    }

    public Task<IReadOnlyList<ExportJob>> OfAsync(string owner, Instant now, CancellationToken cancellation)
    {
        Forget(now);
        lock (_lock)
            return Task.FromResult(ExportJob.LatestFirst(_jobs.Values.Select(j => j.Job).Where(j => j.Owner == owner)));
    }

    public Task<ExportJob?> FindAsync(string owner, string id, Instant now, CancellationToken cancellation) => Task.FromResult(Find(owner, id, now)?.Job);

    public Task<Stream?> OpenAsync(string owner, string id, Instant now, CancellationToken cancellation) => Task.FromResult(Find(owner, id, now)?.Open());

    public async Task<bool> CancelAsync(string owner, string id, Instant now, CancellationToken cancellation)
    {
        Forget(now);
        var cancelled = Taken(j => j.Job.Id == id && j.Job.Owner == owner);
        foreach (var job in cancelled) await job.DisposeAsync();
        return cancelled.Length > 0;
    }

    /// <summary>Ends what runs, and deletes all that was made.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        foreach (var job in Taken(_ => true)) await job.DisposeAsync();
        Empty();
        _oneAtATime.Dispose();
    }

    private RunningExport? Find(string owner, string id, Instant now)
    {
        Forget(now);
        lock (_lock) return _jobs.TryGetValue(id, out var job) && job.Job.Owner == owner ? job : null;
    }

    private void Forget(Instant now)
    {
        foreach (var job in Taken(j => j.Job.IsGone(now))) _ = job.DisposeAsync().AsTask();
    }

    private RunningExport[] Taken(Func<RunningExport, bool> which)
    {
        lock (_lock)
        {
            RunningExport[] taken = [.. _jobs.Values.Where(which)];
            foreach (var job in taken) _jobs.Remove(job.Job.Id);
            return taken;
        }
    }

    private void Empty()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

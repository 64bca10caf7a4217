namespace RecallAlerts.Sqlite;

/// <summary>The one writer of a database.</summary>
internal interface IWriter : IAsyncDisposable
{
    /// <summary>Runs a job in a transaction; answers when it is as lasting as this writer makes it.</summary>
    Task<T> WriteAsync<T>(Func<Session, T> job, CancellationToken cancellation);

    /// <summary>Makes all writes so far last.</summary>
    Task FlushAsync(CancellationToken cancellation);

    /// <summary>Runs a job outside of a transaction, after all writes so far.</summary>
    Task<T> RunAloneAsync<T>(Func<Session, T> job, CancellationToken cancellation);
}

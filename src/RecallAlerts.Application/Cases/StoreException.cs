namespace RecallAlerts.Application.Cases;

/// <summary>Why the store cannot be used.</summary>
public enum StoreProblem
{
    /// <summary>The file is no database, or not one of this service.</summary>
    NotAStore,

    /// <summary>The store was written by a newer version of the program.</summary>
    NewerThanProgram,

    /// <summary>The disk is full: nothing of the transaction is stored.</summary>
    DiskFull,

    /// <summary>Reading or writing failed, or another program holds the store.</summary>
    Unavailable,
}

/// <summary>The store cannot be used; nothing is half-stored.</summary>
public sealed class StoreException(StoreProblem problem, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Why.</summary>
    public StoreProblem Problem { get; } = problem;
}

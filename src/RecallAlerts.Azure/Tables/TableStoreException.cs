namespace RecallAlerts.Azure.Tables;

/// <summary>Why the store did not do what it was asked to.</summary>
public enum TableProblem
{
    /// <summary>Something is larger than a row can be; nothing of it is stored.</summary>
    TooLarge,

    /// <summary>Others changed the same rows each time that it was tried; nothing of it is stored.</summary>
    Contended,

    /// <summary>A stored row is not one of this program.</summary>
    Unreadable,
}

/// <summary>The store did not do what it was asked to. The message names the limit or the kind of row, never what it holds.</summary>
public sealed class TableStoreException(TableProblem problem, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Why.</summary>
    public TableProblem Problem { get; } = problem;
}

namespace RecallAlerts.Notify;

/// <summary>A wrong value of the settings or of a file that they name. Never holds the value: it may be a key or an address.</summary>
/// <param name="Path">Where, as written: Sending:Notify:ApiKey, or absences[2].until.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record SettingProblem(string Path, string Reason)
{
    /// <inheritdoc />
    public override string ToString() => $"{Path}: {Reason}";
}

/// <summary>Settings that cannot be used: the program does not start.</summary>
/// <param name="what">What is not valid.</param>
/// <param name="problems">Every wrong value.</param>
public sealed class InvalidSettingException(string what, IReadOnlyList<SettingProblem> problems)
    : FormatException($"{what} is not valid: {string.Join("; ", problems)}")
{
    /// <summary>Every wrong value.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; } = problems;
}

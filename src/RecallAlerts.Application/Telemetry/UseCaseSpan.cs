using System.Diagnostics;

namespace RecallAlerts.Application.Telemetry;

/// <summary>
/// The span of one run of a use case: the watchId where it is about one release, counts, and what became of it. Never anything else: no id, no person, no words.
/// A run that ends before <see cref="Done"/> has failed.
/// </summary>
public readonly struct UseCaseSpan : IDisposable
{
    private static readonly ActivitySource Source = new(Instruments.Name);

    private readonly Activity? _activity;

    private UseCaseSpan(Activity? activity) => _activity = activity;

    /// <summary>Begins the span of a use case; costs nothing where nobody listens.</summary>
    /// <param name="name">The name of the use case.</param>
    public static UseCaseSpan Begin(string name) => new(Source.StartActivity(name));

    /// <summary>Begins the span of a request.</summary>
    /// <param name="name">Method and template.</param>
    /// <param name="parent">The span that the caller names; default for none.</param>
    public static Activity? BeginRequest(string name, ActivityContext parent)
    {
        // The framework has a span of its own around a request, which is not exported because it holds the path.
        Activity.Current = null;
        return Source.StartActivity(name, ActivityKind.Server, parent);
    }

    /// <summary>The release that it is about.</summary>
    public void Watch(string watchId) => _activity?.SetTag("recallalerts.watch_id", watchId);

    /// <summary>How many of something there were.</summary>
    public void Count(string what, int count) => _activity?.SetTag($"recallalerts.{what}", count);

    /// <summary>What became of it, from a closed list.</summary>
    public void Outcome<T>(T outcome)
        where T : struct, Enum => _activity?.SetTag("recallalerts.outcome", Domain.Rules.NameOf<T>.Text(outcome));

    /// <summary>It was done.</summary>
    public void Done() => _activity?.SetStatus(ActivityStatusCode.Ok);

    /// <inheritdoc />
    public void Dispose()
    {
        if (_activity is { Status: ActivityStatusCode.Unset }) _activity.SetStatus(ActivityStatusCode.Error);
        _activity?.Dispose();
    }
}

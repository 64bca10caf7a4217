using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>Counts requests by table and operation: each is a transaction that is paid for.</summary>
public sealed class CountingPolicy : HttpPipelinePolicy
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Requests of the data plane since the last reset, by name.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>All of them.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>In one line, by name.</summary>
    public override string ToString() => string.Join(", ", _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value} {c.Key}"));

    public void Reset() => _counts.Clear();

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message);
        ProcessNext(message, pipeline);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message);
        await ProcessNextAsync(message, pipeline);
    }

    private void Count(HttpMessage message)
    {
        if (NameOf(message.Request) is { } name) _counts.AddOrUpdate(name, 1, static (_, n) => n + 1);
    }

    internal static string? NameOf(Request request)
    {
        var path = request.Uri.ToUri().AbsolutePath;
        var last = path[(path.LastIndexOf('/') + 1)..];
        if (last.StartsWith("Tables", StringComparison.Ordinal)) return null;
        if (last == "$batch") return "transaction";
        var kind = request.Method == RequestMethod.Get ? last.EndsWith("()", StringComparison.Ordinal) ? "query" : "get" : request.Method == RequestMethod.Delete ? "delete" : "write";
        return $"{TableOf(last)} {kind}";
    }

    private static string TableOf(string last)
    {
        var name = last.Split('(')[0];
        return new[] { "cases", "overall", "held", "audit" }.FirstOrDefault(t => name.EndsWith(t, StringComparison.Ordinal)) ?? name;
    }
}

/// <summary>What happens to one request.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The program dies before it is sent.</summary>
    Crash,

    /// <summary>The program dies after the server did it.</summary>
    CrashAfter,

    /// <summary>The server did it, and its answer is lost: the client tries again.</summary>
    LostAnswer,

    /// <summary>The server is busy.</summary>
    Busy,
}

/// <summary>The program died.</summary>
public sealed class CrashException() : Exception("The program died.");

/// <summary>Makes requests fail.</summary>
public sealed class FaultPolicy : HttpPipelinePolicy
{
    private int _requests;
    private bool _isDead;

    /// <summary>What happens to a request, by its number since the last reset, from 1.</summary>
    public Func<int, Fault> Plan { get; set; } = _ => Fault.None;

    /// <summary>Requests since the last reset.</summary>
    public int Requests => _requests;

    public void Reset(Func<int, Fault>? plan = null) => (_requests, _isDead, Plan) = (0, false, plan ?? (_ => Fault.None));

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var fault = CountingPolicy.NameOf(message.Request) is null ? Fault.None : Plan(Interlocked.Increment(ref _requests));
        if (_isDead || fault == Fault.Crash) throw Die();
        if (fault == Fault.Busy) message.Response = new BusyResponse();
        else await ProcessNextAsync(message, pipeline);
        if (fault == Fault.CrashAfter) throw Die();
        if (fault == Fault.LostAnswer) throw new IOException("The answer was lost.");
    }

    private CrashException Die()
    {
        _isDead = true;
        return new CrashException();
    }

    private sealed class BusyResponse : Response
    {
        public override int Status => 503;

        public override bool IsError => true;

        public override string ReasonPhrase => "Server Busy";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }
    }
}

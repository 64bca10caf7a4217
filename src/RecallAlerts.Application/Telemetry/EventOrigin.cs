namespace RecallAlerts.Application.Telemetry;

/// <summary>By which way events came in.</summary>
public enum EventOrigin
{
    /// <summary>request: by a route that takes a release or events</summary>
    Request,

    /// <summary>import: by a stream of lines</summary>
    Import,

    /// <summary>queue: by a broker</summary>
    Queue,

    /// <summary>play: in virtual time</summary>
    Play,
}

using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Calibration;

/// <summary>Keeps the keys of the cues of one narrative, each once: for fitting.</summary>
internal struct CueCollector() : ICueSink
{
    public HashSet<ulong> Keys { get; } = [];

    public readonly void Take(in Cue cue) => Keys.Add(cue.Key);
}

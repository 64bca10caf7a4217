using RecallAlerts.Domain.Lanes;

namespace RecallAlerts.Api.Pages.Releases.Timeline;

/// <summary>A part of a picture, in whole pixels. A closed hierarchy.</summary>
/// <param name="Style">How it looks: a class of the style sheet.</param>
public abstract record Shape(string Style)
{
    /// <summary>A bar or an area.</summary>
    /// <param name="X">Its left side.</param>
    /// <param name="Y">Its top.</param>
    /// <param name="Width">Its width.</param>
    /// <param name="Height">Its height.</param>
    /// <param name="Style">How it looks.</param>
    public sealed record Box(int X, int Y, int Width, int Height, string Style) : Shape(Style)
    {
        /// <summary>The pattern over its colour; null for a plain one.</summary>
        public string? Pattern { get; init; }
    }

    /// <summary>Words on a line.</summary>
    /// <param name="X">Where they begin; or end.</param>
    /// <param name="Y">Their base line.</param>
    /// <param name="Text">The words.</param>
    /// <param name="Style">How they look.</param>
    public sealed record Words(int X, int Y, string Text, string Style) : Shape(Style)
    {
        /// <summary>Which part of them is at X: start, middle or end.</summary>
        public string Anchor { get; init; } = "start";
    }

    /// <summary>An upright line.</summary>
    /// <param name="X">Where.</param>
    /// <param name="Top">Its upper end.</param>
    /// <param name="Bottom">Its lower end.</param>
    /// <param name="Style">How it looks.</param>
    public sealed record Upright(int X, int Top, int Bottom, string Style) : Shape(Style);

    /// <summary>An appointment: each standing has a form of its own.</summary>
    /// <param name="X">Its middle.</param>
    /// <param name="Y">Its middle.</param>
    /// <param name="Standing">What became of it.</param>
    public sealed record Mark(int X, int Y, AppointmentStanding Standing) : Shape("");
}

/// <summary>A picture.</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Shapes">Its parts, those behind first.</param>
public sealed record Drawing(int Width, int Height, IReadOnlyList<Shape> Shapes);

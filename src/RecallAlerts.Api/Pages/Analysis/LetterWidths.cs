using OxyPlot;

namespace RecallAlerts.Api.Pages.Analysis;

/// <summary>
/// Says how much room text takes, by the number of its letters: the same on every machine, whatever fonts it has. A little more than Arial needs; the
/// library's own measure is less, and browsers then cut text off.
/// </summary>
internal sealed class LetterWidths : RenderContextBase
{
    private const double Width = 0.56;
    private const double Height = 1.1;

    public override int ClipCount => 0;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        var lines = (text ?? "").Split('\n');
        return new OxySize(lines.Max(l => l.Length) * fontSize * Width, lines.Length * fontSize * Height);
    }

    public override void DrawLine(IList<ScreenPoint> points, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
        // It measures and draws nothing.
    }

    public override void DrawPolygon(IList<ScreenPoint> points, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
        // It measures and draws nothing.
    }

    public override void DrawText(
        ScreenPoint p, string text, OxyColor fill, string fontFamily, double fontSize, double fontWeight, double rotate, HorizontalAlignment halign, VerticalAlignment valign, OxySize? maxSize)
    {
        // It measures and draws nothing.
    }

    public override void PushClip(OxyRect clippingRectangle)
    {
        // It measures and draws nothing.
    }

    public override void PopClip()
    {
        // It measures and draws nothing.
    }
}

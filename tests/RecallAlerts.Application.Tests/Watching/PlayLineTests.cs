using System.Text;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Watching;

namespace RecallAlerts.Application.Tests.Watching;

public sealed class PlayLineTests
{
    [Theory]
    [InlineData("""{"time":"2026-06-02T09:00:00Z"}""", "2026-06-02T09:00:00Z")]
    [InlineData("""{"time":"2026-06-02T09:00:00Z","recordedat":null}""", "2026-06-02T09:00:00Z")]
    [InlineData("""{"time":"2026-06-02T09:00:00Z","recordedat":"2026-06-05T10:00:00.9+01:00"}""", "2026-06-05T09:00:00Z")]
    [InlineData("""{"time":"nonsense","recordedat":"2026-06-05T09:00:00Z"}""", "2026-06-05T09:00:00Z")]
    public void Read_OfALine_IsAtItsRecordingElseItsTime(string json, string at)
    {
        var (line, problem) = PlayLine.Read(7, Encoding.UTF8.GetBytes(json));
        Assert.Null(problem);
        Assert.Equal((at, 7), (line!.At.ToString(), line.Number));
    }

    [Theory]
    [InlineData("", ProblemType.MalformedJson)]
    [InlineData("[]", ProblemType.MalformedJson)]
    [InlineData("""{"time":"\ud800"}""", ProblemType.InvalidField)]
    [InlineData("{}", ProblemType.MissingField)]
    [InlineData("""{"time":"2026-06-02T09:00:00"}""", ProblemType.InstantWithoutOffset)]
    [InlineData("""{"time":"1999-12-31T23:59:59Z"}""", ProblemType.InstantOutOfRange)]
    [InlineData("""{"time":"2100-01-01T00:00:00Z"}""", ProblemType.InstantOutOfRange)]
    public void Read_OfALineWithoutAnInstant_IsAProblem(string json, ProblemType type)
    {
        var (line, problem) = PlayLine.Read(1, Encoding.UTF8.GetBytes(json));
        Assert.Null(line);
        Assert.Equal(type, problem!.Type);
    }
}

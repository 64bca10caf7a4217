using System.Text;
using RecallAlerts.Application.Imports;

namespace RecallAlerts.Application.Tests.Imports;

public sealed class LinesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "")]
    [InlineData("a", "1:a*")]
    [InlineData("a\n", "1:a")]
    [InlineData("a\nb", "1:a 2:b*")]
    [InlineData("\n\na\n \t \n\nb\n", "3:a 6:b")]
    [InlineData("a\r\nb\r\n", "1:a\r 2:b\r")]
    [InlineData("a\r\n\r\n\r\nb", "1:a\r 4:b*")]
    [InlineData("\r", "")]
    [InlineData("a\rb\n", "1:a\rb")]
    [InlineData("1234567\n", "1:1234567")]
    [InlineData("12345678\n", "1:12345678")]
    [InlineData("123456789\na\n", "1:! 2:a")]
    [InlineData("123456789", "1:!*")]
    [InlineData("12345678", "1:12345678*")]
    [InlineData("123456789012345678901234567890\n\nb\n123456789012\n", "1:! 3:b 4:!")]
    public async Task Read_OfText_IsTheLinesThatAreNotBlank(string text, string expected)
    {
        foreach (var chunk in (int[])[1, 2, 3, 7, 1_000])
            Assert.Equal(expected, string.Join(' ', (await ReadAsync(new Dripping(Encoding.UTF8.GetBytes(text), chunk), 8)).Select(Told)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(70_000, true)]
    public async Task Read_OfALineAtTheLimit_IsTooLongOnlyAboveIt(int above, bool isTooLong)
    {
        var line = new byte[Lines.Longest + above];
        line.AsSpan().Fill((byte)'x');
        foreach (var chunk in (int[])[4_096, 65_536, 1_000_000])
        {
            var lines = await ReadAsync(new Dripping([.. line, .. "\nb\n"u8], chunk), Lines.Longest);
            Assert.Equal([(1, isTooLong), (2, false)], lines.Select(l => (l.Number, l.IsTooLong)));
            Assert.Equal(isTooLong ? 0 : line.Length, lines[0].Bytes.Length);
        }
    }

    [Fact]
    public async Task Read_OfAnEndlessLine_TakesConstantMemory()
    {
        using var stream = new Endless(200_000_000);
        await ReadAsync(new Endless(2_000_000), Lines.Longest);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var line = Assert.Single(await ReadAsync(stream, Lines.Longest));
        Assert.True(line.IsTooLong);
        Assert.Equal(200_000_000, stream.Given);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public async Task Read_WhenCancelled_Ends()
    {
        using var cancel = new CancellationTokenSource();
        var lines = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Lines.ReadAsync(new Dripping(Encoding.UTF8.GetBytes("a\nb\nc\nd\n"), 2), 8, cancel.Token))
            {
                if (++lines == 2) await cancel.CancelAsync();
            }
        });
        Assert.Equal(2, lines);
    }

    private static string Told(Line line) => $"{line.Number}:{(line.IsTooLong ? "!" : Encoding.UTF8.GetString(line.Bytes))}{(line.IsEnded ? "" : "*")}";

    private static async Task<List<Line>> ReadAsync(Stream stream, int longest)
    {
        var lines = new List<Line>();
        await foreach (var line in Lines.ReadAsync(stream, longest, CancellationToken.None)) lines.Add(line);
        return lines;
    }
}

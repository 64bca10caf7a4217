using Microsoft.Extensions.Configuration;
using RecallAlerts.CaseDetails;

namespace RecallAlerts.LocalHost.Tests.Details;

public sealed class CaseDetailsOptionsTests
{
    [Fact]
    public void Section_ThatIsNotThere_AsksNobody() => Assert.Null(Read());

    [Fact]
    public void Section_ThatIsRight_IsRead()
    {
        var options = Read(
            ("AllowedHosts", "details.example, other.example:8443"), ("TimeoutSeconds", "5"), ("ReleaseUrl", "https://details.example/releases/{id}"),
            ("TokenUrl", "https://sign-in.example/token"), ("ClientId", "id"), ("ClientSecret", "s3cret"))!;
        Assert.Equal(["details.example", "other.example:8443"], options.AllowedHosts);
        Assert.Equal((TimeSpan.FromSeconds(5), "https://sign-in.example/token"), (options.Timeout, options.Fetched!.Url.AbsoluteUri));
        Assert.DoesNotContain("s3cret", $"{options} {options.Fetched}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AllowedHosts", "")]
    [InlineData("AllowedHosts", "https://details.example")]
    [InlineData("AllowedHosts", "details.example/path")]
    [InlineData("AllowedHosts", "user@details.example")]
    [InlineData("TimeoutSeconds", "0")]
    [InlineData("TimeoutSeconds", "61")]
    [InlineData("ReleaseUrl", "https://evil.example/{id}")]
    [InlineData("ReleaseUrl", "http://details.example/{id}")]
    [InlineData("TokenUrl", "http://sign-in.example/")]
    [InlineData("TokenUrl", "https://sign-in.example/")]
    [InlineData("Host", "details.example")]
    public void Value_ThatIsWrong_IsNamedAndNotShown(string name, string value)
    {
        var problem = Assert.Throws<FormatException>(() => Read(("AllowedHosts", "details.example"), ("Token", "t0ken"), (name, value)));
        Assert.Contains($"CaseDetails:{name} ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", problem.Message, StringComparison.Ordinal);
    }

    private static CaseDetailsOptions? Read(params (string Name, string Value)[] values) => CaseDetailsOptionsReader.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(values.GroupBy(v => v.Name, StringComparer.Ordinal).Select(g => KeyValuePair.Create($"CaseDetails:{g.Key}", (string?)g.Last().Value))).Build());
}

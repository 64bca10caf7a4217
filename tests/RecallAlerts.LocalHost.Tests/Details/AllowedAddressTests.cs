using RecallAlerts.CaseDetails;

namespace RecallAlerts.LocalHost.Tests.Details;

/// <summary>A detailUrl comes from outside: nobody may make this service call whom he likes.</summary>
public sealed class AllowedAddressTests
{
    private static readonly AllowedAddress Allowed = new(["details.example", "other.example:8443", "127.0.0.1:5000"]);

    [Theory]
    [InlineData("https://details.example/case/1?x=y")]
    [InlineData("https://DETAILS.example:443/")]
    [InlineData("https://other.example:8443/")]
    [InlineData("http://127.0.0.1:5000/")]
    public void Address_AtAnAllowedHost_MayBeAsked(string address) => Assert.NotNull(Allowed.Of(address));

    [Theory]
    [InlineData("http://details.example/")]
    [InlineData("https://details.example:8443/")]
    [InlineData("https://other.example/")]
    [InlineData("https://details.example.evil.example/")]
    [InlineData("https://evil.example/details.example")]
    [InlineData("https://evildetails.example/")]
    [InlineData("https://details.example@evil.example/")]
    [InlineData("https://user:pass@details.example/")]
    [InlineData("https://evil.example#details.example")]
    [InlineData("https://details.example/#x")]
    [InlineData("https://details.example./")]
    [InlineData("https://evil.example\\@details.example/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("http://127.0.0.1:80/")]
    [InlineData("http://[::1]:5000/")]
    [InlineData("http://169.254.169.254/metadata/identity/oauth2/token")]
    [InlineData("https://xn--dtails-bva.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://details.example/")]
    [InlineData("//details.example/")]
    [InlineData("/case/1")]
    [InlineData("details.example")]
    [InlineData("")]
    [InlineData("https://")]
    public void Address_OfAnyOther_MayNot(string address) => Assert.Null(Allowed.Of(address));
}

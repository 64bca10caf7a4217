using Microsoft.Extensions.Configuration;
using RecallAlerts.Application.Messages;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Sending;
using static RecallAlerts.LocalHost.Tests.Sending.Outgoing;

namespace RecallAlerts.LocalHost.Tests.Sending;

/// <summary>Wrong options are named at start, all of them, and never shown.</summary>
public sealed class SendingOptionsTests
{
    private const string Key = "team-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";
    private const string Template = "f33517ff-2a88-4f6e-b855-c550268ce08a";

    private static readonly Dictionary<string, string?> Notify = new(StringComparer.Ordinal)
    {
        ["Sending:Sender"] = "notify", ["Sending:Notify:ApiKey"] = Key, ["Sending:Notify:EmailTemplateId"] = Template, ["Sending:Notify:SmsTemplateId"] = Template,
    };

    [Fact]
    public void Read_NothingSet_WritesToTheFile() => Assert.Equal(SendingOptions.Default, Read([]));

    [Fact]
    public void Read_EmptyValues_CountAsNotSet() =>
        Assert.Equal(SendingOptions.Default, Read(new() { ["Sending:File"] = " ", ["Sending:Directory"] = "", ["Sending:LinkBaseUrl"] = "" }));

    [Fact]
    public void Read_File_TakesAllValues() => Assert.Equal(
        new SendingOptions("out.ndjson", new Uri("https://alerts.example/app"), "people.json", null),
        Read(new() { ["Sending:File"] = "out.ndjson", ["Sending:LinkBaseUrl"] = "https://alerts.example/app", ["Sending:Directory"] = "people.json" }));

    [Fact]
    public void Read_Notify_HasDefaults() => Assert.Equal(
        new NotifyOptions(Key, Guid.Parse(Template), Guid.Parse(Template), new Uri(NotifyOptions.DefaultBaseUrl), TimeSpan.FromSeconds(15)), Read(Notify).Notify);

    [Theory]
    [InlineData("Sending:Sender", "Notify")]
    [InlineData("Sending:LinkBaseUrl", "alerts.example")]
    [InlineData("Sending:LinkBaseUrl", "http://alerts.example")]
    [InlineData("Sending:LinkBaseUrl", "https://alerts.example?x=1")]
    [InlineData("Sending:LinkBaseUrl", "https://someone@alerts.example")]
    [InlineData("Sending:Flie", "x")]
    [InlineData("Sending:Notify:ApiKey", "")]
    [InlineData("Sending:Notify:ApiKey", "26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0")]
    [InlineData("Sending:Notify:ApiKey", "team 26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0")]
    [InlineData("Sending:Notify:ApiKey", "team-26785a09-ab16-4eb0-8407-a37497a5750z-3d844edf-8d35-48ac-975b-e847b4f122b0")]
    [InlineData("Sending:Notify:EmailTemplateId", "my template")]
    [InlineData("Sending:Notify:SmsTemplateId", null)]
    [InlineData("Sending:Notify:BaseUrl", "http://api.notifications.service.gov.uk")]
    [InlineData("Sending:Notify:TimeoutSeconds", "00")]
    [InlineData("Sending:Notify:TimeoutSeconds", "121")]
    [InlineData("Sending:Notify:TimeoutSeconds", "1.5")]
    [InlineData("Sending:Notify:EmailTemplate", Template)]
    public void Read_WrongValue_IsNamedAndNotShown(string path, string? value)
    {
        var problem = Assert.Single(Assert.Throws<InvalidSettingException>(() => Read(new(Notify) { [path] = value })).Problems, p => p.Path == path);
        Assert.True(string.IsNullOrEmpty(value) || !problem.Reason.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_SeveralWrongValues_AreAllNamed()
    {
        var problems = Assert.Throws<InvalidSettingException>(() => Read(new() { ["Sending:Sender"] = "notify", ["Sending:LinkBaseUrl"] = "x" })).Problems;
        Assert.Equal(
            ["Sending:LinkBaseUrl", "Sending:Notify:ApiKey", "Sending:Notify:EmailTemplateId", "Sending:Notify:SmsTemplateId"], problems.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Options_Written_ShowNoKey() => Assert.DoesNotContain("3d844edf", Read(Notify).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Open_ByOptions_IsTheSenderThatTheyAskFor()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("messages-").FullName;
        using (var file = Assert.IsType<FileMessageSender>(MessageSenders.Open(SendingOptions.Default with { File = Path.Combine(folder, "m.ndjson") }, RetryPauses.Default, Now)))
        using (var notify = Assert.IsType<NotifyMessageSender>(MessageSenders.Open(Read(Notify), RetryPauses.Default, Now)))
            Assert.NotSame((object)file, notify);
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static SendingOptions Read(Dictionary<string, string?> values) => SendingOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}

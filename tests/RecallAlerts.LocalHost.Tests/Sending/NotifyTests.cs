using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Sending;

namespace RecallAlerts.LocalHost.Tests.Sending;

/// <summary>The real client over real HTTP against a stand-in for GOV.UK Notify.</summary>
public abstract class NotifyTests : IAsyncLifetime
{
    protected const string EmailTemplate = "f33517ff-2a88-4f6e-b855-c550268ce08a";
    protected const string SmsTemplate = "0b5f0d4e-7f3c-4f3e-9c0b-2d3c5d0f8a11";

    private const string Key = "team-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";

    protected static readonly Instant Started = Outgoing.Now.PlusHours(-1);

    private protected NotifyStub Notify { get; private set; } = null!;

    protected NotifyMessageSender Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Notify = await NotifyStub.StartAsync();
        Client = Sender(Notify.Url, TimeSpan.FromSeconds(20));
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Notify.DisposeAsync();
    }

    protected static NotifyMessageSender Sender(Uri url, TimeSpan timeout) => new(
        new NotifyOptions(Key, Guid.Parse(EmailTemplate), Guid.Parse(SmsTemplate), url, timeout), RetryPauses.Default, Started);

    protected Task<SendOutcome> SendAsync(OutgoingMessage message) => Client.SendAsync(message, Outgoing.Now, default);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.LocalHost.Sending;

/// <summary>
/// Writes messages to a file instead of sending them: one line of JSON each, on the disk before it counts as sent. A message whose line is there
/// is never written again, whatever was killed in between.
/// </summary>
public sealed class FileMessageSender : IMessageSender, IDisposable
{
    // People read the file; no page shows it, so nothing has to be escaped for one.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MessageFile _file;
    private readonly RetryPauses _pauses;
    private readonly Lock _lock = new();

    private FileMessageSender(MessageFile file, RetryPauses pauses) => (_file, _pauses) = (file, pauses);

    /// <summary>Opens the file, makes it where there is none, and reads which messages it holds.</summary>
    /// <exception cref="IOException">The file cannot be used, or another process writes to it.</exception>
    public static FileMessageSender Open(string path, RetryPauses pauses) => new(MessageFile.Open(path), pauses);

    /// <inheritdoc />
    public Task<SendOutcome> SendAsync(OutgoingMessage message, Instant now, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_lock) return Task.FromResult(Write(message, now));
    }

    /// <summary>Lets another process write to the file.</summary>
    public void Dispose() => _file.Dispose();

    private SendOutcome Write(OutgoingMessage message, Instant now)
    {
        try
        {
            _file.Append(message.MessageId, LineOf(message));
            return new SendOutcome.Sent("file");
        }
        catch (IOException)
        {
            return new SendOutcome.Failed("The message file cannot be written.", _pauses.After(now, message.Tries));
        }
        catch (UnauthorizedAccessException)
        {
            return new SendOutcome.Failed("The message file may not be written.", _pauses.After(now, message.Tries));
        }
    }

    private static byte[] LineOf(OutgoingMessage message)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString(MessageFile.IdName, message.MessageId);
            json.WriteString("at"u8, message.At.ToString());
            json.WriteString("channel"u8, message.Contact.Channel);
            json.WriteString("to"u8, message.Contact.Address);
            json.WriteString("audience"u8, message.Audience.ToString());
            json.WriteString("kind"u8, NameOf<MessageKind>.Text(message.Kind));
            json.WriteString("subject"u8, message.Text.Subject);
            json.WriteString("body"u8, message.Text.Body);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}

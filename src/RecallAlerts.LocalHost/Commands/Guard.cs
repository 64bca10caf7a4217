using System.Security.Cryptography;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>Runs a command; what it cannot use is said in one line each, and the exit code is 2.</summary>
public static class Guard
{
    /// <summary>Runs a command.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (InvalidPolicyException e)
        {
            Output.Error("The policy is not valid:");
            foreach (var problem in e.Problems) Output.Error("  " + problem);
            return ExitCode.Failed;
        }
        catch (InvalidSettingException e)
        {
            Output.Error(e.Message);
            return ExitCode.Failed;
        }
        catch (CryptographicException)
        {
            Output.Error("The store was written under another service.key than the one in this folder.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or InvalidDataException or HttpRequestException)
        {
            Output.Error(e is StoreException or not IOException ? e.Message : $"Cannot read or write: {e.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            Output.Error("Stopped. What was acknowledged is stored; the same command again goes on.");
            return ExitCode.Failed;
        }
    }

    /// <summary>Reads an instant of the command line.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Instant? InstantOf(string? text, string option)
    {
        if (text is null) return null;
        return Instant.TryParse(text, out var instant) ? instant : throw new FormatException($"{option} must be an instant such as 2026-06-02T09:00:00Z.");
    }
}

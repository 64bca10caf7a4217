using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Rules;
using RecallAlerts.LocalHost.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>token: prints a development token.</summary>
public static class TokenCommand
{
    /// <summary>Prints a token for the server of a data folder.</summary>
    public static int Run(DataFolder folder, string role, string? id, string? pdu, string? region, TimeProvider time)
    {
        if (!NameOf<AppRole>.TryParse(role, out var known)) throw new FormatException($"--role must be one of {string.Join(", ", NameOf<AppRole>.All)}.");
        if (known == AppRole.Practitioner && id is null) throw new FormatException("A practitioner's token needs --id.");
        if (known is AppRole.DutyManager or AppRole.HeadOfPdu && pdu is null) throw new FormatException("A manager's token needs --pdu.");
        Console.Out.WriteLine(new DevelopmentTokens(folder.Secret(), time).Sign(known, id, pdu, region));
        return ExitCode.Done;
    }
}

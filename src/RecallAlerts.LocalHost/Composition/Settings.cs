using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Notify.Directory;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Composition;

/// <summary>Reads policy, bank holidays and directory.</summary>
public static class Settings
{
    /// <summary>Reads what is named, and what ships for what is not. The secret is read by who needs it.</summary>
    public static Setting Read(string? policyFile, string? holidaysFile, IDirectory? directory = null)
    {
        var policies = policyFile is null ? PolicyDocument.Default : PolicyDocument.Load(File.ReadAllText(policyFile));
        var calendar = holidaysFile is null ? BankHolidays.Default : BankHolidays.Read(File.ReadAllBytes(holidaysFile));
        return new Setting(policies, calendar, [], directory ?? new NoDirectory());
    }
}

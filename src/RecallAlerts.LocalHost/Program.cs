using System.Text.Json;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.LocalHost.Commands;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Directory;
return await ReplayCommand.RunAsync(args[1], null, args[2], new Setting(PolicyDocument.Default, BankHolidays.Default, new byte[32], new NoDirectory()), Console.Error, CancellationToken.None);

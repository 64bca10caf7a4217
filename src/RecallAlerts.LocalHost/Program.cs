using RecallAlerts.LocalHost.Commands;

var parsed = Cli.Build().Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
foreach (var error in parsed.Errors) Output.Error(error.Message);
Output.Error("--help says more.");
return ExitCode.Failed;

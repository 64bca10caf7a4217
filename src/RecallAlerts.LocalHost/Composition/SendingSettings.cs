using RecallAlerts.Application.Messages;
using RecallAlerts.LocalHost.Sending;
using RecallAlerts.Notify.Directory;

namespace RecallAlerts.LocalHost.Composition;

/// <summary>
/// Where messages go. Read from settings.json in the data folder, then from environment variables that begin with RECALL_ALERTS_
/// (RECALL_ALERTS_Sending__Sender=notify), so that a key need not stand in a file.
/// </summary>
public static class SendingSettings
{
    private const string EnvironmentPrefix = "RECALL_ALERTS_";

    /// <summary>Reads the options; without any, messages go to a file in the data folder.</summary>
    /// <exception cref="InvalidSettingException">A value is wrong; every wrong value is named.</exception>
    public static SendingOptions Read(DataFolder folder)
    {
        var settings = Of(folder);
        var options = SendingOptionsReader.Read(settings);
        if (settings[$"{SendingOptions.Section}:File"] is null) options = options with { File = folder.Messages };
        return options.Directory is null && File.Exists(folder.Directory) ? options with { Directory = folder.Directory } : options;
    }

    /// <summary>The settings of a data folder.</summary>
    internal static IConfiguration Of(DataFolder folder) => new ConfigurationBuilder()
        .AddJsonFile(Path.GetFullPath(Path.Combine(folder.Path, "settings.json")), optional: true, reloadOnChange: false)
        .AddEnvironmentVariables(EnvironmentPrefix)
        .Build();

    /// <summary>Who is behind a role, by the directory that the options name.</summary>
    /// <exception cref="FormatException">Notify is asked for without a directory.</exception>
    public static IDirectory DirectoryOf(SendingOptions options)
    {
        if (options.Directory is not null) return FileDirectory.Load(options.Directory);
        if (options.Notify is not null) throw new FormatException("Sending:Directory is required with GOV.UK Notify: messages need addresses.");
        return new RolesOnlyDirectory();
    }
}

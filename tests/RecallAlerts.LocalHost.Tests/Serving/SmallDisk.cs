using System.Diagnostics;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>A disk of three megabytes in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk() => IsMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", Path);

    /// <summary>Whether disks can be mounted here: by root on Linux, and not in every container.</summary>
    public static bool CanMount { get; } = Try();

    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("disk-").FullName;

    private bool IsMounted { get; }

    public void Dispose()
    {
        if (IsMounted) Run("umount", "--lazy", Path);
        System.IO.Directory.Delete(Path, recursive: true);
    }

    private static bool Try()
    {
        using var disk = new SmallDisk();
        return disk.IsMounted;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A test that needs a small disk of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.CanMount) Skip = "Needs the right to mount a disk, as root on Linux has: it fills a disk of three megabytes.";
    }
}

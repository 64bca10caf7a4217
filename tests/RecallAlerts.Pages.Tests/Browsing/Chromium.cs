using Microsoft.Playwright;

namespace RecallAlerts.Pages.Tests.Browsing;

/// <summary>The machine's own Chromium, started once.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where it is; null on a machine without one.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? Array.Find(Paths, File.Exists);

    public async Task InitializeAsync()
    {
        if (Path is null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox"] });
    }

    /// <summary>A page of a browser that knows nothing yet; what its console complains of fails the test that disposes it.</summary>
    public async Task<Visit> OpenAsync(Demo demo, bool withScript = true, int width = 1280)
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = demo.Address.ToString(), JavaScriptEnabled = withScript, ViewportSize = new() { Width = width, Height = 900 } });
        return new Visit(context, await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A test in a real browser. Without one it is skipped, except in CI, which has to have one.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = WhyNot;

    internal static string? WhyNot => Chromium.Path is null && Environment.GetEnvironmentVariable("CI") != "true" ? "needs Chromium: apt-get install chromium, or name it in CHROMIUM" : null;
}

/// <summary>The same with rows.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserFactAttribute.WhyNot;
}

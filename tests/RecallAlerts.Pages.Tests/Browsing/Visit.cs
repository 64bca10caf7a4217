using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace RecallAlerts.Pages.Tests.Browsing;

/// <summary>One person's visit.</summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly string[] Standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    // Several times what a page takes here, so that a busy machine fails no test.
    private const float Patience = 20_000;

    // A form with something wrong in it is answered with the form, under this status.
    private const string FormRefused = "status of 422";
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.Contains(FormRefused, StringComparison.Ordinal)) _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Signs in as the first persona of a role, and goes to a page.</summary>
    public async Task SignInAsync(string persona, string to = "/")
    {
        await Page.GotoAsync($"/sign-in?to={Uri.EscapeDataString(to)}");
        await Page.Locator($"button[value^='{persona}']").First.ClickAsync();
    }

    /// <summary>What the console says of a page that is refused on purpose is no complaint.</summary>
    public void Expect(string status) => _complaints.RemoveAll(c => c.Contains(status, StringComparison.Ordinal));

    /// <summary>Fails where axe finds a violation of WCAG 2.2 AA or of good practice on the page as it is now.</summary>
    public async Task AssertAccessibleAsync()
    {
        var result = await Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Standards] } });
        Assert.Empty(result.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"));
    }

    /// <summary>Fails where the page is wider than the window.</summary>
    public async Task AssertFitsAsync() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{Page.Url} is wider than the window");

    /// <summary>Takes pictures at the three widths into the folder that SCREENSHOTS names; none without it.</summary>
    public async Task ShootAsync(string name)
    {
        foreach (var width in (int[])[320, 768, 1280])
        {
            await Page.SetViewportSizeAsync(width, 900);
            await AssertFitsAsync();
            if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { } folder) await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }
    }

    /// <summary>Fails where the browser complained of anything: a script that the policy blocked, a file that is not there.</summary>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}

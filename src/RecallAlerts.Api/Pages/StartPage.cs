using RecallAlerts.Api.Pages.Parts;

namespace RecallAlerts.Api.Pages;

/// <summary>The first page is the one that the caller needs most.</summary>
internal static class StartPage
{
    public static Task<PageAnswer> GetAsync(PageRequest request) => Task.FromResult<PageAnswer>(
        Navigation.For(request.Api.Caller) is [var first, ..] ? new PageAnswer.SeeOther(first.Path) : PageRequest.Show<NotForYou>("There is no page for your role"));
}

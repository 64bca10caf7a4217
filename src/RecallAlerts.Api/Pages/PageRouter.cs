using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace RecallAlerts.Api.Pages;

/// <summary>Finds the page of a path, for a host that has one function for all pages.</summary>
public static class PageRouter
{
    private static readonly (PageRoute Route, TemplateMatcher Matcher)[] Routes =
        [.. PageRoutes.All.Select(r => (r, new TemplateMatcher(TemplateParser.Parse(r.Pattern[1..]), [])))];

    /// <summary>The route of a request, whose parts of the path are set; null when there is no such page. What has fewer parts to fill comes first.</summary>
    public static PageRoute? Find(HttpRequest request)
    {
        (PageRoute Route, RouteValueDictionary Values)? found = null;
        foreach (var (route, matcher) in Routes)
        {
            var values = new RouteValueDictionary();
            if (!HttpMethods.Equals(route.Method, request.Method) || !matcher.TryMatch(request.Path, values)) continue;
            if (found is null || values.Count < found.Value.Values.Count) found = (route, values);
        }

        if (found is null) return null;
        request.RouteValues = found.Value.Values;
        return found.Value.Route;
    }
}

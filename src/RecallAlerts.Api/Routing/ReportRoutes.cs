namespace RecallAlerts.Api.Routing;

/// <summary>Routes of analysts: exports and the headline report.</summary>
internal static class ReportRoutes
{
    public static IReadOnlyList<ApiRoute> All { get; } = [];
}

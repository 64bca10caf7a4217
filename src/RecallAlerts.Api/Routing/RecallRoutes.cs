namespace RecallAlerts.Api.Routing;

/// <summary>Routes of recalls: recording, classification, look-back, a person's answer.</summary>
internal static class RecallRoutes
{
    public static IReadOnlyList<ApiRoute> All { get; } = [];
}

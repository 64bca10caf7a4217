using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace RecallAlerts.Functions.Composition;

/// <summary>The stores on Table Storage.</summary>
public static class TablesRegistration
{
    /// <summary>Registers the ports over tables.</summary>
    public static IServiceCollection AddRecallAlertsTables(this IServiceCollection services, FunctionsOptions options) => services
        .AddSingleton(p => new TableServiceClient(options.TablesEndpoint, p.GetRequiredService<TokenCredential>()));
}

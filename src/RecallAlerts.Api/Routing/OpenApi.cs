using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace RecallAlerts.Api.Routing;

/// <summary>Registers all routes on the framework's router, and describes them in OpenAPI 3.1.</summary>
public static class OpenApi
{
    private const string Document = "openapi";

    /// <summary>The description of the routes, for a host that cannot make it: what the other host serves, a test sees to it.</summary>
    public static ReadOnlyMemory<byte> Written { get; } = Read();

    /// <summary>Adds the description of the routes.</summary>
    public static IServiceCollection AddRecallAlertsOpenApi(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddOperationTransformer(DescribeAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "RecallAlerts", Version = "1" };
            document.Servers?.Clear();
            document.Tags?.Clear();
            return Task.CompletedTask;
        });
    });

    /// <summary>Maps every route, and the description at /api/openapi.json.</summary>
    public static void MapRecallAlerts(this IEndpointRouteBuilder endpoints, ApiServices services)
    {
        foreach (var route in ApiRoutes.All)
            endpoints.MapMethods(route.Pattern, [route.Method], (Delegate)((HttpContext http) => Gate.PassAsync(route, http, services))).WithMetadata(route).WithSummary(route.Summary);
        endpoints.MapOpenApi("/api/{documentName}.json");
    }

    private static byte[] Read()
    {
        using var resource = typeof(OpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiRoute>().FirstOrDefault() is not { } route) return Task.CompletedTask;
        operation.Tags?.Clear();
        operation.Parameters = [.. PathParameters(route), .. route.Parameters.Select(p => Parameter(p.Name, ParameterLocation.Query, p.Description))];
        operation.Description = route.Permission.IsOpen ? "Open to anyone." : $"Needs the permission '{route.Permission.Name}'.";
        if (route.Body is { } media)
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [media] = new() } };
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse { Description = "A problem (RFC 9457).", Content = ProblemContent() };
        return Task.CompletedTask;
    }

    private static Dictionary<string, OpenApiMediaType> ProblemContent() => new(StringComparer.Ordinal) { ["application/problem+json"] = new() };

    private static IEnumerable<IOpenApiParameter> PathParameters(ApiRoute route) => RoutePatternNames(route.Pattern).Select(name => Parameter(name, ParameterLocation.Path, null));

    private static IEnumerable<string> RoutePatternNames(string pattern) =>
        pattern.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));

    private static OpenApiParameter Parameter(string name, ParameterLocation location, string? description) => new()
    {
        Name = name, In = location, Required = location == ParameterLocation.Path, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}

using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Routing;

namespace RecallAlerts.Api.Pages;

/// <summary>Writes a page: rendered whole before anything is sent, so that a page that fails is an error and not half a page.</summary>
internal sealed class PageResult(PageAnswer.Shown page, ApiRequest request, PageRoute route) : IResult
{
    // Components are given all that they show, and ask for no service.
    private static readonly ServiceProvider Nothing = new ServiceCollection().BuildServiceProvider();

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await RenderAsync(ContextOf(httpContext));
        httpContext.Response.StatusCode = page.Status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.Headers.Vary = "Accept-Encoding";
        var bytes = Utf8.GetBytes("<!DOCTYPE html>\n" + html);
        if (httpContext.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase)) bytes = Compress(httpContext, bytes);
        httpContext.Response.ContentLength = bytes.Length;
        await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private PageContext ContextOf(HttpContext http)
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return new PageContext(request.Caller, tokens.RequestToken!, tokens.FormFieldName, http.Request.Path + http.Request.QueryString, route, request.Services.Now, PageOptions.Of(http).IsDevelopment);
    }

    private async Task<string> RenderAsync(PageContext context)
    {
        await using var renderer = new HtmlRenderer(Nothing, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(Layout.Page)] = page, [nameof(Layout.Context)] = context });
            return (await renderer.RenderComponentAsync<Layout>(parameters)).ToHtmlString();
        });
    }

    // What a form sends back is masked anew in every page, so that the size of compressed pages says nothing about it.
    private static byte[] Compress(HttpContext http, byte[] bytes)
    {
        http.Response.Headers.ContentEncoding = "gzip";
        using var compressed = new MemoryStream(bytes.Length / 4);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return compressed.ToArray();
    }
}

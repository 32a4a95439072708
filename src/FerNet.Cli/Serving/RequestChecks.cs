using System.Net;
using Microsoft.AspNetCore.Http;

namespace FerNet.Cli.Serving;

/// <summary>
/// Refuses requests that pages of other sites make in a visitor's browser, and sets the security headers of all answers.
/// </summary>
internal sealed class RequestChecks(ServeOptions options)
{
    // Scripts and styles are files of this service only; images are also those that the page itself shows.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // The handler of errors clears the headers, and so they are set at the end.
        context.Response.OnStarting(() =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.CacheControl = "no-store";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        Require(context.Request);
        return next(context);
    }

    private void Require(HttpRequest request)
    {
        // DNS rebinding: a name of a stranger that leads to this machine is another host than the browser may know here.
        if (options.IsLocal && !IsLocalName(request.Host.Host))
        {
            throw new BadHttpRequestException(
                "The request names another host. This service answers localhost and loopback addresses only; --host changes that.");
        }
        // Browsers let every page open a WebSocket to any host, and only say which page it was.
        if (request.Headers.Origin is [string origin, ..]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) && page.Authority == request.Host.Value))
        {
            throw new BadHttpRequestException("The request comes from a page of another site.", StatusCodes.Status403Forbidden);
        }
    }

    private static bool IsLocalName(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}

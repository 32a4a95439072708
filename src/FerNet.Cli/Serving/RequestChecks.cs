using System.Net;
using FerNet.Utilities;
using Microsoft.AspNetCore.Http;

namespace FerNet.Cli.Serving;

/// <summary>Refuses cross-site requests from browsers, and sets the security headers of all responses.</summary>
internal sealed class RequestChecks(ServeOptions options)
{
    // Scripts and styles only from this service; images also from blob URLs, which the page creates.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // Set when the response starts, because the exception handler clears the headers.
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
        // Against DNS rebinding: a foreign host name that resolves to this machine is refused.
        if (options.IsLocal && !IsLocalName(request.Host.Host))
        {
            throw new BadHttpRequestException(
                $"The Host header is '{UntrustedText.Quote(request.Host.Value)}'; this service accepts localhost and loopback addresses " +
                $"only. Use http://localhost:{request.HttpContext.Connection.LocalPort:0}, or start the service on another address with " +
                "--host.");
        }
        // Browsers allow WebSockets to any host, and only send the origin of the page.
        if (request.Headers.Origin is [string origin, ..]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) && page.Authority == request.Host.Value))
        {
            throw new BadHttpRequestException(
                $"The Origin header is '{UntrustedText.Quote(origin)}', another site than '{UntrustedText.Quote(request.Host.Value)}'; " +
                "open the page of this service, or send the request without Origin.", StatusCodes.Status403Forbidden);
        }
    }

    private static bool IsLocalName(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}

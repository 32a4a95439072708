using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace FerNet.Cli.Serving;

/// <summary>Converts errors of a request to ProblemDetails. Other errors are logged and give the status 500 without details.</summary>
internal sealed class RequestErrors(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        int? status = exception switch
        {
            BadHttpRequestException refused => refused.StatusCode,
            InvalidDataException or NoFaceException => StatusCodes.Status400BadRequest,
            _ => null,
        };
        if (status is null) return false;
        httpContext.Response.StatusCode = status.Value;
        await problems.TryWriteAsync(
            new() { HttpContext = httpContext, ProblemDetails = { Status = status, Detail = exception.Message } });
        return true;
    }
}

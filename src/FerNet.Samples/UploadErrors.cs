using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace FerNet.Samples;

/// <summary>Converts errors of an upload to ProblemDetails. Other errors stay unhandled: they are logged and give the status 500.</summary>
internal sealed class UploadErrors(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception error, CancellationToken stop)
    {
        int? status = error switch
        {
            // From the server: 413 for too many bytes, 408 for a body that arrives too slowly, 400 for an incomplete body.
            BadHttpRequestException refused => refused.StatusCode,
            InvalidDataException or NoFaceException or JsonException => StatusCodes.Status400BadRequest,
            _ => null,
        };
        if (status is null) return false;
        context.Response.StatusCode = status.Value;
        // The message describes the problem of the image and is safe to send to the client.
        await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = { Status = status, Detail = error.Message } });
        return true;
    }
}

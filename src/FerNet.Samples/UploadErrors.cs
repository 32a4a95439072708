using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace FerNet.Samples;

/// <summary>
/// Answers what is wrong with an upload as ProblemDetails. Other errors stay unhandled: they are logged, and answered 500.
/// </summary>
internal sealed class UploadErrors(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception error, CancellationToken stop)
    {
        int? status = error switch
        {
            // Of the server: 413 for too many bytes, 408 for a body that comes too slowly, 400 for one that is cut off.
            BadHttpRequestException refused => refused.StatusCode,
            InvalidDataException or NoFaceException or JsonException => StatusCodes.Status400BadRequest,
            _ => null,
        };
        if (status is null) return false;
        context.Response.StatusCode = status.Value;
        // The message says what is wrong with the image, and is fit for the client to read.
        await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = { Status = status, Detail = error.Message } });
        return true;
    }
}

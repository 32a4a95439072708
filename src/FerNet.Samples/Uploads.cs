using Microsoft.AspNetCore.Http;

namespace FerNet.Samples;

/// <summary>Reads an image from a request: the raw body, a form with one file, or base64 in JSON.</summary>
internal static class Uploads
{
    /// <summary>A JSON body such as {"image": "iVBORw0KGgo..."}.</summary>
    private sealed record JsonUpload(byte[]? Image);

    public static async Task<Stream> OpenAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.HasJsonContentType())
        {
            JsonUpload? upload = await request.ReadFromJsonAsync<JsonUpload>(stop);
            return new MemoryStream(upload?.Image ?? throw new InvalidDataException("The JSON has no image; send {\"image\": BASE64}."));
        }
        // curl --data-binary sends raw bytes with the content type of a URL-encoded form.
        if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) != true) return request.Body;
        if (!request.HasFormContentType)
            throw new InvalidDataException("The form's Content-Type cannot be read; send multipart/form-data with a boundary.");
        IFormFileCollection files;
        try
        {
            files = (await request.ReadFormAsync(stop)).Files;
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            throw new InvalidDataException("The form ends within a part; send it whole.", error);
        }
        return files is [IFormFile file]
            ? file.OpenReadStream()
            : throw new InvalidDataException($"The form has {files.Count} files; send one image.");
    }
}

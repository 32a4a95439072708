using System.Text.Json.Serialization;
using FerNet.Prediction;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FerNet.Cli.Serving;

/// <summary>POST /predict and POST /predict/batch.</summary>
internal static class PredictEndpoints
{
    public static void Map(WebApplication app, EmotionPredictor predictor, ServeOptions options)
    {
        app.MapPost("/predict", async (HttpRequest request, CancellationToken stop) =>
            {
                await using Stream image = await OpenImageAsync(request, options, stop);
                return new ImageAnswer { Faces = await predictor.PredictFacesAsync(image, stop) };
            })
            .WithName("Predict")
            .WithSummary("All faces of an image, the largest first.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .AddOpenApiOperationTransformer(ApiDocument.TakesImage);
        app.MapPost("/predict/batch", async (HttpRequest request, CancellationToken stop) =>
            {
                BoundedBody.SetLimit(request, options.MaxBatchBytes);
                IFormFileCollection files = await FilesAsync(request, stop);
                if (files.Count > ServeOptions.MaxBatchImages)
                {
                    throw new BadHttpRequestException(
                        $"The form has {files.Count} files; send at most {ServeOptions.MaxBatchImages}.",
                        StatusCodes.Status413PayloadTooLarge);
                }
                return new BatchAnswer { Images = await PredictAsync(predictor, files, options, stop) };
            })
            .WithName("PredictBatch")
            .WithSummary("All faces of several images, in their order. An image that cannot be read has its reason in 'error'.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .AddOpenApiOperationTransformer(ApiDocument.TakesImages);
    }

    private static async Task<Stream> OpenImageAsync(HttpRequest request, ServeOptions options, CancellationToken stop)
    {
        // curl --data-binary sends raw bytes with the content type of a URL-encoded form.
        bool isForm = IsMultipart(request);
        BoundedBody.SetLimit(request, isForm ? options.MaxRequestBytes : options.MaxImageBytes);
        if (!isForm) return request.Body;
        IFormFileCollection files = await FilesAsync(request, stop);
        if (files is not [IFormFile file])
            throw new InvalidDataException($"The form has {files.Count} files; send one, or several to /predict/batch.");
        if (file.Length > options.MaxImageBytes)
            throw new BadHttpRequestException(TooLarge(file, options), StatusCodes.Status413PayloadTooLarge);
        return file.OpenReadStream();
    }

    private static async Task<IFormFileCollection> FilesAsync(HttpRequest request, CancellationToken stop)
    {
        if (!IsMultipart(request))
            throw new InvalidDataException("The request is not a form; send images as files of multipart/form-data.");
        if (!request.HasFormContentType)
            throw new InvalidDataException("The form's Content-Type cannot be read; send multipart/form-data with a boundary.");
        try
        {
            return (await request.ReadFormAsync(stop)).Files is { Count: > 0 } files
                ? files
                : throw new InvalidDataException("The form has no files; send images as files of a form.");
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            throw new InvalidDataException("The form ends within a part; send it whole.", error);
        }
    }

    private static async Task<IReadOnlyList<ScoredImage>> PredictAsync(EmotionPredictor predictor, IFormFileCollection files,
        ServeOptions options, CancellationToken stop)
    {
        // One image per processor keeps the number of decoded images in memory low.
        ScoreOptions scoring = new() { MaxImagesInFlight = Environment.ProcessorCount };
        List<ScoredImage> images = [];
        await foreach (ScoredImage image in predictor.ScoreAsync(Sources().ToAsyncEnumerable(), scoring, stop)) images.Add(image);
        return images;

        IEnumerable<ImageSource> Sources() => files.Select(file => ImageSource.FromStream(
            () => file.Length <= options.MaxImageBytes
                ? file.OpenReadStream()
                : throw new InvalidDataException(TooLarge(file, options)),
            file.FileName));
    }

    private static bool IsMultipart(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    private static string TooLarge(IFormFile file, ServeOptions options) => Invariant(
        $"The image has {file.Length:N0} bytes; the limit is {options.MaxImageBytes:N0}. Send a smaller one, or raise --max-bytes.");

    /// <summary>The answer for one image.</summary>
    internal sealed record ImageAnswer
    {
        [JsonPropertyName("faces")]
        public required IReadOnlyList<EmotionPrediction> Faces { get; init; }
    }

    /// <summary>The answer for several images.</summary>
    internal sealed record BatchAnswer
    {
        [JsonPropertyName("images")]
        public required IReadOnlyList<ScoredImage> Images { get; init; }
    }
}

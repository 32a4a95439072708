using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FerNet.Cli.Serving;
using FerNet.Prediction;

namespace FerNet.Tests.Cli.Serving;

/// <summary>POST /predict and /predict/batch over HTTP: answers, errors and limits.</summary>
public sealed class PredictApiTests : IAsyncLifetime
{
    private const int MaxBytes = 100_000;
    private static readonly byte[] Photograph = Scene.Png();
    private RunningService service = null!;

    public async ValueTask InitializeAsync() =>
        service = await RunningService.StartAsync(new ServeOptions { MaxImageBytes = MaxBytes, MaxPixels = Scene.Width * Scene.Height });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_raw_body_and_a_form_get_the_answer_of_the_predictor()
    {
        Assert.InRange(Photograph.Length, 1, MaxBytes);
        using ByteArrayContent body = new(Photograph), curl = new(Photograph);
        curl.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using MultipartFormDataContent form = Form(("me.png", Photograph));
        foreach (HttpContent content in (HttpContent[])[body, curl, form])
        {
            (HttpStatusCode status, JsonNode answer) = await PostAsync("/predict", content);
            Assert.Equal(HttpStatusCode.OK, status);
            EmotionPrediction[] faces = answer["faces"].Deserialize<EmotionPrediction[]>()!;
            Assert.Equal(2, faces.Length);
            Assert.Equal(service.Predictor.PredictFaces(Photograph), faces);
        }
    }

    [Theory]
    [InlineData("image/png", "no image", "not an image that can be read")]
    [InlineData("image/png", "", "empty")]
    [InlineData("multipart/form-data; boundary=a", "--a--\r\n", "The form has no files")]
    [InlineData("multipart/form-data", "--a--\r\n", "boundary")]
    [InlineData("multipart/form-data> boundary=a", "--a--\r\n", "The form's Content-Type cannot be read")]
    [InlineData("multipart/form-data; a/form-data; boundary=a", "--a--\r\n", "The form's Content-Type cannot be read")]
    [InlineData("multipart/form-data-of-mine; boundary=a", "--a--\r\n", "The form's Content-Type cannot be read")]
    [InlineData("multipart/form-data; boundary=a", "--a\r\nContent-Disposition: form-data; name=i; filename=i\r\n\r\nx",
        "The form ends within a part")]
    public async Task What_is_no_image_is_answered_400_with_the_reason(string type, string text, string reason)
    {
        using StringContent content = new(text);
        content.Headers.Remove("Content-Type");
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));
        await RefusedAsync("/predict", content, HttpStatusCode.BadRequest, reason);
    }

    [Fact]
    public async Task Several_files_are_for_the_batch()
    {
        using MultipartFormDataContent form = Form(("one.png", Photograph), ("two.png", Photograph));
        await RefusedAsync("/predict", form, HttpStatusCode.BadRequest, "The form has 2 files; send one, or several to /predict/batch.");
        using ByteArrayContent body = new(Photograph);
        await RefusedAsync("/predict/batch", body, HttpStatusCode.BadRequest, "The request is not a form");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Too_many_bytes_are_answered_413(bool isRaw, bool isChunked)
    {
        byte[] large = new byte[MaxBytes + 1];
        using HttpContent content = isRaw ? new ByteArrayContent(large) : Form(("large.png", large));
        using HttpRequestMessage request = new(HttpMethod.Post, "/predict") { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        using HttpResponseMessage answer = await service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>A client that sends all of its body before it looks for an answer.</summary>
    [Theory]
    [InlineData("/predict", "image/png", false)]
    [InlineData("/predict", "image/png", true)]
    [InlineData("/predict", "multipart/form-data; boundary=a", false)]
    [InlineData("/predict/batch", "multipart/form-data; boundary=a", false)]
    [InlineData("/predict/batch", "multipart/form-data; boundary=a", true)]
    public async Task A_client_that_sends_on_reads_the_refusal(string path, string type, bool isChunked)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        const int bytes = 30_000_000;
        using TcpClient client = new();
        await client.ConnectAsync(service.Address.Host, service.Address.Port, stop);
        NetworkStream connection = client.GetStream();
        string length = isChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {bytes}";
        await connection.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\n{length}\r\n\r\n"), stop);
        if (isChunked) await connection.WriteAsync(Encoding.ASCII.GetBytes($"{bytes:x}\r\n"), stop);
        await connection.WriteAsync("--a\r\nContent-Disposition: form-data; name=i; filename=i\r\n\r\n"u8.ToArray().Concat(new byte[bytes])
            .Take(bytes).ToArray(), stop);
        if (isChunked) await connection.WriteAsync("\r\n0\r\n\r\n"u8.ToArray(), stop);
        using StreamReader answer = new(connection);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await answer.ReadLineAsync(stop));
    }

    [Fact]
    public async Task Too_many_pixels_are_refused_before_they_are_decoded()
    {
        using SkiaSharp.SKBitmap bitmap = new(Scene.Width + 1, Scene.Height);
        using SkiaSharp.SKData png = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        using ByteArrayContent content = new(png.ToArray());
        await RefusedAsync("/predict", content, HttpStatusCode.BadRequest, "pixels");
    }

    [Fact]
    public void The_limit_of_pixels_is_40_megapixels_by_default() => Assert.Equal(40_000_000, new ServeOptions().MaxPixels);

    [Fact]
    public async Task A_batch_answers_in_order_and_an_image_that_fails_has_its_reason()
    {
        byte[] single = Scene.Png(faces: 1);
        using MultipartFormDataContent form =
            Form(("two.png", Photograph), ("text.png", "no image"u8.ToArray()), ("large.png", new byte[MaxBytes + 1]), ("one.png", single));
        (HttpStatusCode status, JsonNode answer) = await PostAsync("/predict/batch", form);
        Assert.Equal(HttpStatusCode.OK, status);
        ScoredImage[] images = answer["images"].Deserialize<ScoredImage[]>()!;
        Assert.Equal(["two.png", "text.png", "large.png", "one.png"], images.Select(image => image.Name));
        Assert.Equal([2, 0, 0, 1], images.Select(image => image.Faces.Count));
        Assert.Equal([null, null], [images[0].Error, images[3].Error]);
        Assert.Contains("not an image", images[1].Error);
        Assert.Contains("100,001 bytes; the limit is 100,000", images[2].Error);
    }

    [Fact]
    public async Task A_batch_is_bounded_in_images_and_in_bytes()
    {
        using MultipartFormDataContent many =
            Form([.. Enumerable.Range(0, ServeOptions.MaxBatchImages + 1).Select(i => ($"{i}.png", (byte[])[1]))]);
        await RefusedAsync("/predict/batch", many, HttpStatusCode.RequestEntityTooLarge, "The form has 101 files; send at most 100.");
        using MultipartFormDataContent large = Form([.. Enumerable.Range(0, 6).Select(i => ($"{i}.png", new byte[MaxBytes]))]);
        await RefusedAsync("/predict/batch", large, HttpStatusCode.RequestEntityTooLarge,
            " bytes; send fewer or smaller images, or raise --max-bytes.");
    }

    private static MultipartFormDataContent Form(params (string Name, byte[] Content)[] files)
    {
        MultipartFormDataContent form = [];
        foreach ((string name, byte[] content) in files) form.Add(new ByteArrayContent(content), "images", name);
        return form;
    }

    private async Task RefusedAsync(string path, HttpContent content, HttpStatusCode expected, string reason)
    {
        (HttpStatusCode status, JsonNode problem) = await PostAsync(path, content);
        Assert.Equal(expected, status);
        Assert.Equal((int)expected, problem["status"]!.GetValue<int>());
        Assert.Contains(reason, problem["detail"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string path, HttpContent content)
    {
        using HttpResponseMessage answer = await service.Client.PostAsync(path, content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FerNet.Drawing;
using FerNet.Samples;
using FerNet.Tests.Extensions;
using FerNet.Tests.Support;
using FerNet.Utilities;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FerNet.Tests.Samples;

/// <summary>
/// The web service of the samples, asked through HTTP. No other test runs beside these: they count the predictions of the process and
/// take all of its processors.
/// </summary>
[CollectionDefinition(nameof(WebServiceTests), DisableParallelization = true)]
[Collection(nameof(WebServiceTests))]
public sealed class WebServiceTests : IAsyncLifetime
{
    private static readonly byte[] Face = DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 128);
    private readonly LogEntries log = new();
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;
    private WebApplication service = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        service = WebSample.Create(
            ["--urls", "http://127.0.0.1:0", "--FerNet:Model", "fast", "--FerNet:MaxPixels", "20000", "--Timeout", "00:00:01",
                "--Logging:Console:LogLevel:Default", "None"]);
        service.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await service.StartAsync(stop);
        client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.StopAsync(CancellationToken.None);
        await service.DisposeAsync();
        log.Dispose();
    }

    [Fact]
    public async Task A_body_a_form_and_JSON_get_the_same_answer_which_is_counted()
    {
        using Measurements measurements = new(ofWholeProcess: true);
        using MultipartFormDataContent form = new() { { new ByteArrayContent(Face), "image", "me.png" } };
        using StringContent json = new(
            $$"""{"image": "{{Convert.ToBase64String(Face)}}"}""", new MediaTypeHeaderValue("application/json"));
        using ByteArrayContent body = new(Face), curl = new(Face);
        curl.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        List<string> answers = [];
        foreach (HttpContent content in (HttpContent[])[body, curl, form, json])
        {
            using HttpResponseMessage answer = await client.PostAsync("/faces", content, stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync(stop));
        }
        Assert.Single(answers.Distinct());
        EmotionPrediction face =
            Assert.Single(JsonSerializer.Deserialize<EmotionPrediction[]>(answers[0], JsonSerializerOptions.Web)!);
        Assert.Equal(service.Services.GetRequiredService<EmotionPredictor>().Predict(Face).Confidence, face.Confidence);
        Assert.Equal(5, measurements.Sum("fernet.prediction.count"));
        Assert.Equal(5, measurements.Of("fernet.decode.duration").Length);
    }

    [Theory]
    [InlineData("image/png", "no image", "not an image that can be read")]
    [InlineData("application/json", "{\"image\": \"not base64!\"}", "$.image")]
    [InlineData("application/json", "{}", "The JSON has no image")]
    [InlineData("application/json", "{", "JSON")]
    [InlineData("multipart/form-data; boundary=a", "--a--\r\n", "The form has 0 files")]
    [InlineData("multipart/form-data", "--a--\r\n", "boundary")]
    [InlineData("multipart/form-data> boundary=a", "--a--\r\n", "The form's Content-Type cannot be read")]
    [InlineData("multipart/form-data; a/form-data; boundary=a", "--a--\r\n", "The form's Content-Type cannot be read")]
    [InlineData("multipart/form-data-of-mine; boundary=a", "--a--\r\n", "The form's Content-Type cannot be read")]
    [InlineData("multipart/form-data; boundary=a", "--a\r\nContent-Disposition: form-data; name=i; filename=i\r\n\r\nx",
        "The form ends within a part")]
    public async Task What_is_no_image_is_answered_400_with_the_reason(string type, string text, string reason)
    {
        using ByteArrayContent content = new(System.Text.Encoding.UTF8.GetBytes(text));
        content.Headers.Remove("Content-Type");
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));
        using HttpResponseMessage answer = await client.PostAsync("/faces", content, stop);
        await AssertProblem(answer, HttpStatusCode.BadRequest, reason);
    }

    [Fact]
    public async Task An_image_with_too_many_pixels_is_answered_400_and_too_many_bytes_413()
    {
        byte[] large = DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 200);
        using HttpResponseMessage pixels = await client.PostAsync("/faces", new ByteArrayContent(large), stop);
        await AssertProblem(pixels, HttpStatusCode.BadRequest, "200 x 200 pixels; at most 20,000 in all");

        using HttpRequestMessage request =
            new(HttpMethod.Post, "/faces") { Content = new ByteArrayContent(new byte[21_000_000]), Headers = { ExpectContinue = true } };
        using HttpResponseMessage bytes = await client.SendAsync(request, stop);
        await AssertProblem(bytes, HttpStatusCode.RequestEntityTooLarge, "too large");
    }

    [Fact]
    public async Task A_request_whose_time_is_over_is_answered_504_and_leaves_its_place()
    {
        using (await ProcessorsTaken())
        {
            using HttpResponseMessage answer = await client.PostAsync("/faces", new ByteArrayContent(Face), stop);
            Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        }
        AssertNothingUnhandled();
        using HttpResponseMessage next = await client.PostAsync("/faces", new ByteArrayContent(Face), stop);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_client_that_leaves_stops_the_work_and_is_no_error()
    {
        using Measurements measurements = new(ofWholeProcess: true);
        using (await ProcessorsTaken())
        {
            using CancellationTokenSource patience = new(300);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                client.PostAsync("/faces", new ByteArrayContent(Face), patience.Token));
            for (int i = 0; i < 200 && measurements.Activities.IsEmpty; i++) await Task.Delay(25, stop);
            // The call has ended while it waited, and nothing was decoded.
            Assert.Equal("fernet.predict", Assert.Single(measurements.Activities).OperationName);
        }
        AssertNothingUnhandled();
        Assert.Empty(measurements.Of("fernet.decode.duration"));
    }

    [Fact]
    public async Task Health_says_whether_the_predictor_answers()
    {
        using HttpResponseMessage healthy = await client.GetAsync("/health", stop);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (healthy.StatusCode, await healthy.Content.ReadAsStringAsync(stop)));
        service.Services.GetRequiredService<EmotionPredictor>().Dispose();
        using HttpResponseMessage unhealthy = await client.GetAsync("/health", stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unhealthy.StatusCode);
    }

    [Fact]
    public async Task An_error_that_is_not_the_clients_is_answered_500_and_logged()
    {
        service.Services.GetRequiredService<EmotionPredictor>().Dispose();
        using HttpResponseMessage answer = await client.PostAsync("/faces", new ByteArrayContent(Face), stop);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(log.All, entry => entry.Level == LogLevel.Error && entry.Error is ObjectDisposedException);
    }

    private async Task AssertProblem(HttpResponseMessage answer, HttpStatusCode status, string reason)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        AssertNothingUnhandled();
    }

    private void AssertNothingUnhandled() => Assert.DoesNotContain(log.All, entry => entry.Level >= LogLevel.Error);

    private static async Task<TakenProcessors> ProcessorsTaken()
    {
        List<ProcessorSlot> taken = [];
        for (int i = 0; i < Environment.ProcessorCount; i++) taken.Add(await ProcessorSlot.TakeAsync(CancellationToken.None));
        return new TakenProcessors(taken);
    }

    private sealed class TakenProcessors(List<ProcessorSlot> slots) : IDisposable
    {
        public void Dispose()
        {
            foreach (ProcessorSlot slot in slots) slot.Dispose();
        }
    }
}

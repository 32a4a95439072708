using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using FerNet.Cli.Serving;

namespace FerNet.Tests.Cli.Serving;

/// <summary>What keeps pages of other sites from the service, and the headers of every answer.</summary>
public sealed class RequestChecksTests : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/main.js", 200)]
    [InlineData("GET", "/openapi.json", 200)]
    [InlineData("GET", "/camera", 426)]
    [InlineData("GET", "/no-such-page", 404)]
    [InlineData("GET", "/predict", 405)]
    [InlineData("POST", "/predict", 400)]
    public async Task Every_answer_has_the_security_headers_and_is_not_cached(string method, string path, int status)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage answer = await service.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        string policy = Header(answer, "Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:80", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.attacker.example", HttpStatusCode.BadRequest)]
    [InlineData("192.168.1.4", HttpStatusCode.BadRequest)]
    public async Task A_local_service_answers_local_names_only(string host, HttpStatusCode expected) =>
        Assert.Equal(expected, await StatusAsync(service, host: host));

    [Fact]
    public async Task A_refusal_names_the_header_and_the_cure()
    {
        string host = await RefusalAsync(service, host: "attacker.example");
        Assert.Contains("The Host header is 'attacker.example'; this service accepts localhost and loopback addresses only. ", host);
        Assert.Contains($"Use http://localhost:{service.Address.Port}, or start the service on another address with --host.", host);
        Assert.Contains($"The Origin header is 'https://attacker.example', another site than '{service.Address.Authority}'; ",
            await RefusalAsync(service, origin: "https://attacker.example"));
    }

    [Fact]
    public async Task A_service_for_others_answers_every_name()
    {
        await using RunningService open = await RunningService.StartAsync(new ServeOptions { Address = IPAddress.Any });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(open, host: "faces.example"));
    }

    [Fact]
    public async Task Pages_of_other_sites_are_refused()
    {
        string own = service.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, origin: own));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(service, origin: "https://attacker.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(service, origin: "http://127.0.0.1:1"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(service, origin: "null"));

        using ClientWebSocket ours = new(), foreign = new();
        ours.Options.SetRequestHeader("Origin", own);
        await ours.ConnectAsync(service.Camera, default);
        foreign.Options.SetRequestHeader("Origin", "https://attacker.example");
        await Assert.ThrowsAsync<WebSocketException>(() => foreign.ConnectAsync(service.Camera, default));
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningService service, string? host = null, string? origin = null)
    {
        using HttpResponseMessage answer = await AnswerAsync(service, host, origin);
        return answer.StatusCode;
    }

    private static async Task<string> RefusalAsync(RunningService service, string? host = null, string? origin = null)
    {
        using HttpResponseMessage answer = await AnswerAsync(service, host, origin);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>();
    }

    private static async Task<HttpResponseMessage> AnswerAsync(RunningService service, string? host, string? origin)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        if (host is not null) request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);
        return await service.Client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}

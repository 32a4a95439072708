using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FerNet.Tests.Cli.Serving;

/// <summary>The OpenAPI document names every endpoint of the API, and describes what they really answer.</summary>
public sealed class ApiDocumentTests : IAsyncLifetime
{
    private RunningService service = null!;
    private JsonNode document = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync();
        document = JsonNode.Parse(await service.Client.GetStringAsync("/openapi.json"))!;
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public void It_names_the_endpoints_that_take_images_and_what_they_take()
    {
        string[] posts = [.. service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Order()];
        Assert.Equal(["/predict", "/predict/batch"], posts);
        Assert.Equal(posts, document["paths"]!.AsObject().Select(path => path.Key).Order());
        foreach (string path in posts)
        {
            JsonNode operation = document["paths"]![path]!["post"]!;
            Assert.NotNull(operation["requestBody"]!["content"]!["multipart/form-data"]!["schema"]);
            Assert.Equal(["200", "400", "413"], operation["responses"]!.AsObject().Select(response => response.Key).Order());
        }
        Assert.NotNull(document["paths"]!["/predict"]!["post"]!["requestBody"]!["content"]!["image/jpeg"]);
    }

    [Theory]
    [InlineData("/predict")]
    [InlineData("/predict/batch")]
    public async Task An_answer_has_the_properties_of_its_schema(string path)
    {
        using MultipartFormDataContent form = new() { { new ByteArrayContent(Scene.Png()), "images", "two.png" } };
        using HttpResponseMessage answer = await service.Client.PostAsync(path, form);
        JsonNode schema = document["paths"]![path]!["post"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        RequireFits(JsonNode.Parse(await answer.Content.ReadAsStringAsync()), schema, path);
    }

    private void RequireFits(JsonNode? value, JsonNode schema, string place)
    {
        if (value is null) return;
        JsonNode known = Resolve(schema);
        switch (value)
        {
            case JsonObject properties:
                Assert.True(known["properties"] is JsonObject, $"{place} has no properties in {known}");
                foreach ((string name, JsonNode? property) in properties)
                {
                    Assert.True(known["properties"]![name] is not null, $"{place}/{name} is not in {known}");
                    RequireFits(property, known["properties"]![name]!, $"{place}/{name}");
                }
                break;
            case JsonArray items:
                Assert.True(known["items"] is not null, $"{place} has no items in {known}");
                foreach (JsonNode? item in items) RequireFits(item, known["items"]!, $"{place}[]");
                break;
            default:
                Assert.True(known["type"] is not null, $"{place} has no type in {known}");
                if (known["enum"] is JsonArray words) Assert.Contains(value.ToString(), words.Select(word => word!.ToString()));
                break;
        }
    }

    /// <summary>The schema behind a reference, also where null is the alternative.</summary>
    private JsonNode Resolve(JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray alternatives)
            return Resolve(alternatives.First(alternative => alternative!["type"]?.ToString() != "null")!);
        return schema["$ref"]?.ToString() is { } reference
            ? document["components"]!["schemas"]![reference.Split('/')[^1]]!
            : schema;
    }
}

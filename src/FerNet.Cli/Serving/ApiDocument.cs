using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FerNet.Faces;
using FerNet.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FerNet.Cli.Serving;

/// <summary>Adds to the OpenAPI document what ASP.NET Core cannot derive: request bodies, and values with custom converters.</summary>
internal static class ApiDocument
{
    /// <summary>ASP.NET Core's default document name.</summary>
    public const string Name = "v1";

    public const string Path = "/openapi.json";

    private static readonly string[] ImageTypes = ["image/png", "image/jpeg", "image/webp", "image/bmp", "image/gif"];

    private static OpenApiSchema File => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static OpenApiSchema Number => new() { Type = JsonSchemaType.Number, Format = "float" };

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "fernet serve", Version = "1", Description = "Emotions of faces in images." };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context);
            return Task.CompletedTask;
        });
    }

    /// <summary>The body is an image, or a form with one file.</summary>
    public static Task TakesImage(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        Dictionary<string, OpenApiMediaType> content =
            ImageTypes.Append("application/octet-stream").ToDictionary(type => type, _ => new OpenApiMediaType { Schema = File });
        content.Add("multipart/form-data", Form("image", File));
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
        return Task.CompletedTask;
    }

    /// <summary>The body is a form with several files.</summary>
    public static Task TakesImages(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        OpenApiSchema files = new() { Type = JsonSchemaType.Array, Items = File, MaxItems = ServeOptions.MaxBatchImages };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = Form("images", files) },
        };
        return Task.CompletedTask;
    }

    private static OpenApiMediaType Form(string name, OpenApiSchema schema) => new()
    {
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { [name] = schema },
        },
    };

    private static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        Type type = context.JsonTypeInfo.Type;
        JsonConverter? converter = context.JsonPropertyInfo?.CustomConverter;
        if (type == typeof(Emotion)) DescribeWords(schema, EmotionExtensions.Names);
        else if (type == typeof(Valence))
            DescribeWords(schema, Enum.GetValues<Valence>().Select(valence => valence.ToString().ToLowerInvariant()));
        else if (type == typeof(FacePoint))
            (schema.Type, schema.Items, schema.MinItems, schema.MaxItems) = (JsonSchemaType.Array, Number, 2, 2);
        else if (converter is ProbabilitiesJsonConverter)
        {
            (schema.Type, schema.Items) = (JsonSchemaType.Object, null);
            schema.Properties = EmotionExtensions.Names.ToDictionary(name => name, IOpenApiSchema (_) => Number);
            schema.Required = EmotionExtensions.Names.ToHashSet();
        }
    }

    private static void DescribeWords(OpenApiSchema schema, IEnumerable<string> words)
    {
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))];
    }
}

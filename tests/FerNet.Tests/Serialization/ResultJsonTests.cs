using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FerNet.Evaluation;
using FerNet.Faces;
using FerNet.Prediction;

namespace FerNet.Tests.Serialization;

/// <summary>Results are the same JSON with every kind of serializer, and come back from it.</summary>
public partial class ResultJsonTests
{
    private static readonly EmotionPrediction Answer = new()
    {
        Probabilities = [0.0625f, 0, 0, 0.75f, 0, 0.125f, 0.0625f],
        Box = new FaceBox(1, 2, 30, 40),
        DetectionConfidence = 0.875f,
        Landmarks = new FaceLandmarks
        {
            RightEye = new FacePoint(10, 12),
            LeftEye = new FacePoint(20, 12.5f),
            Nose = new FacePoint(15, 18),
            RightMouthCorner = new FacePoint(11, 25),
            LeftMouthCorner = new FacePoint(19, 25),
        },
        Crop = new FaceCrop { CenterX = 16, CenterY = 22, Side = 40 },
    };

    private static readonly string Text = """
        {
          "emotion": "happy",
          "confidence": 0.75,
          "isUncertain": false,
          "probabilities": {"angry": 0.0625, "disgust": 0, "fear": 0, "happy": 0.75, "sad": 0, "surprise": 0.125, "neutral": 0.0625},
          "valence": "positive",
          "box": {"x": 1, "y": 2, "width": 30, "height": 40},
          "detectionConfidence": 0.875,
          "landmarks": {"rightEye": [10, 12], "leftEye": [20, 12.5], "nose": [15, 18], "rightMouthCorner": [11, 25],
            "leftMouthCorner": [19, 25]},
          "crop": {"centerX": 16, "centerY": 22, "side": 40, "roll": 0},
          "warning": null
        }
        """.ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal).Replace(": ", ":", StringComparison.Ordinal)
        .Replace(", ", ",", StringComparison.Ordinal);

    public static TheoryData<string> Serializers => ["plain", "web", "upper case enumerations", "generated"];

    [Theory]
    [MemberData(nameof(Serializers))]
    public void A_prediction(string serializer)
    {
        string json = JsonSerializer.Serialize(Answer, Options(serializer));
        Assert.Equal(Text, json);
        EmotionPrediction back = JsonSerializer.Deserialize<EmotionPrediction>(json, Options(serializer))!;
        Assert.Equal(Answer, back);
        Assert.Equal(json, JsonSerializer.Serialize(back, Options(serializer)));
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Lists_of_faces_and_of_tracked_faces(string serializer)
    {
        IReadOnlyList<EmotionPrediction> faces = [Answer, Answer with { Box = null, Landmarks = null }];
        Assert.StartsWith("[" + Text + ",{\"emotion\":\"happy\"", JsonSerializer.Serialize(faces, Options(serializer)),
            StringComparison.Ordinal);
        Assert.Equal(faces, JsonSerializer.Deserialize<IReadOnlyList<EmotionPrediction>>(
            JsonSerializer.Serialize(faces, Options(serializer)), Options(serializer)));
        TrackedFace tracked = new() { Id = 3, Prediction = Answer };
        Assert.Equal($$"""{"id":3,"prediction":{{Text}}}""", JsonSerializer.Serialize(tracked, Options(serializer)));
        DetectedFace detected = new() { Box = new FaceBox(1, 2, 3, 4), Confidence = 0.5f };
        Assert.Equal("""{"box":{"x":1,"y":2,"width":3,"height":4},"confidence":0.5,"landmarks":null}""",
            JsonSerializer.Serialize(detected, Options(serializer)));
    }

    [Theory]
    [InlineData("[0,0,0,1,0,0,0]")]
    [InlineData("""{"happy":1}""")]
    [InlineData("""{"angry":0,"disgust":0,"fear":0,"happy":1,"sad":0,"surprise":0,"neutral":0,"bored":0}""")]
    [InlineData("""{"angry":0,"disgust":0,"fear":0,"happy":0.5,"sad":0,"surprise":0,"neutral":0}""")]
    public void Probabilities_that_are_none(string probabilities) => Assert.ThrowsAny<Exception>(() =>
        JsonSerializer.Deserialize<EmotionPrediction>($$"""{"probabilities":{{probabilities}}}"""));

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Metrics(string serializer)
    {
        EmotionMetrics metrics = EmotionMetrics.From(
            [Emotion.Happy, Emotion.Sad, Emotion.Happy, Emotion.Neutral],
            [.. Answer.Probabilities, .. Answer.Probabilities, 0, 0, 0, 0.4f, 0.6f, 0, 0, 0, 0, 0.1f, 0, 0, 0, 0.9f]);
        string json = JsonSerializer.Serialize(metrics, Options(serializer));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(metrics.ToJson()), JsonNode.Parse(json)));
        EmotionMetrics back = JsonSerializer.Deserialize<EmotionMetrics>(json, Options(serializer))!;
        Assert.Equal(metrics.ToString(), back.ToString());
        Assert.Equal(metrics.Groups.ToString(), back.Groups.ToString());
        Assert.Equal(
            (metrics.Top2Accuracy, metrics.LogLoss, metrics.ExpectedCalibrationError),
            (back.Top2Accuracy, back.LogLoss, back.ExpectedCalibrationError));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"labels":["angry"],"confusionMatrix":[[1]]}""")]
    public void Metrics_that_are_none(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<EmotionMetrics>(json));

    [Fact]
    public void A_prediction_is_made_from_seven_probabilities()
    {
        Assert.Equal(Emotion.Sad, new EmotionPrediction { Probabilities = [0, 0, 0, 0.25f, 0.75f, 0, 0] }.Emotion);
        Assert.Throws<ArgumentException>(() => new EmotionPrediction { Probabilities = [0.5f, 0.5f] });
        Assert.Throws<ArgumentException>(() => new EmotionPrediction { Probabilities = [float.NaN, 0, 0, 0, 0, 0, 1] });
        Assert.Throws<ArgumentException>(() => new EmotionPrediction { Probabilities = [-0.5f, 0, 0, 0.5f, 0, 0, 1] });
        float[] mine = [0, 0, 0, 1, 0, 0, 0];
        EmotionPrediction prediction = new() { Probabilities = mine };
        mine[3] = 0;
        Assert.Equal(1, prediction.Confidence);
    }

    private static JsonSerializerOptions Options(string serializer) => serializer switch
    {
        "plain" => JsonSerializerOptions.Default,
        "web" => JsonSerializerOptions.Web,
        "upper case enumerations" => UpperCase,
        _ => ResultContext.Default.Options,
    };

    private static readonly JsonSerializerOptions UpperCase =
        new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) } };

    [JsonSerializable(typeof(IReadOnlyList<EmotionPrediction>))]
    [JsonSerializable(typeof(EmotionMetrics))]
    [JsonSerializable(typeof(TrackedFace))]
    [JsonSerializable(typeof(DetectedFace))]
    private sealed partial class ResultContext : JsonSerializerContext;
}

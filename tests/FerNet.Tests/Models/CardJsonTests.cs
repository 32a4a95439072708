using System.Text.Json;
using FerNet.Models;

namespace FerNet.Tests.Models;

/// <summary>The generated JSON of a card reads and writes what the reflection-based one of version 1.0 did.</summary>
public class CardJsonTests
{
    private static readonly JsonSerializerOptions ByReflection = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly ModelCard Card = new()
    {
        Name = "mine",
        FerNetVersion = "1.0.0",
        Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Network = "Dense 7",
        Recipe = "Adam",
        Seed = -3,
        Epochs = 4,
        BestEpoch = 2,
        TrainingTime = TimeSpan.FromSeconds(1.5),
        Data = "faces \"drawn\"",
        DataDigest = "ab",
        Mean = 127.25f,
        StandardDeviation = 60.5f,
        Temperature = 1.125f,
        Parameters = 1_000_000_000_000,
        MultiplyAdds = 7,
        ValidationAccuracy = 0.75,
        Metrics = new Dictionary<string, double> { ["accuracy"] = 0.75, ["macroF1"] = 1d / 3 },
        IntendedUse = "tests",
        LicenseNotice = "none",
    };

    [Fact]
    public void It_writes_the_same_text() =>
        Assert.Equal(JsonSerializer.Serialize(Card, ByReflection), CardJson.Write(Card));

    [Fact]
    public void It_reads_what_it_wrote()
    {
        string text = CardJson.Write(Card);
        ModelCard read = CardJson.Read(text);
        Assert.Equal(text, CardJson.Write(read));
    }

    [Fact]
    public void What_an_older_file_lacks_has_its_default()
    {
        ModelCard read = CardJson.Read("""{"name":"old","fromTheFuture":[1,2]}""");
        Assert.Equal(JsonSerializer.Serialize(new ModelCard { Name = "old" }, ByReflection), JsonSerializer.Serialize(read, ByReflection));
        Assert.Equal(EmotionExtensions.Names, read.Labels);
    }

    [Fact]
    public void Figures_of_an_earlier_name_are_read_by_the_present_one()
    {
        ModelCard read = CardJson.Read(
            """{"metrics":{"accuracy":0.5,"accuracy without twins":0.25,"faces":9},"startMetrics":{"faces without twins":7}}""");
        Assert.Equal(["accuracy", "accuracy without duplicates", "faces"], read.Metrics.Keys);
        Assert.Equal([0.5, 0.25, 9.0], read.Metrics.Values);
        Assert.Equal(7, read.StartMetrics["faces without duplicates"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"seed":"many"}""")]
    [InlineData("""{"name":"a","name":"b","labels":5}""")]
    public void What_is_no_card_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => CardJson.Read(text));
}

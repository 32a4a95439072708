using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FerNet.Data;
using FerNet.Data.DatasetFiles;

namespace FerNet.Tests.Data.DatasetFiles;

public class DatasetFileHeaderTests
{
    private static readonly DatasetFileHeader Header = new()
    {
        Version = 1,
        Name = "faces",
        Count = 1,
        HasLabels = true,
        HasSplits = true,
        HasVotes = false,
        Emotions = EmotionExtensions.Names,
        Files = ["a.png"],
        Report = new DatasetLoadReport
        {
            FacesRead = 1,
            LeftOut = [new LeftOutGroup { Reason = "hidden", Count = 1, Examples = ["b.png"] }],
            Classes = [new DatasetClass { Name = "happy", Emotion = Emotion.Happy, Count = 1 }],
            Warnings = ["No face of Training."],
        },
        BadRows = 0,
        BadRowMessages = ["bad"],
    };

    [Fact]
    public void A_value_that_is_missing_or_null_is_refused_or_has_its_default()
    {
        JsonObject whole = JsonNode.Parse(Header.ToJson())!.AsObject();
        string[] paths = [.. Paths(whole)];
        Assert.Contains("$.report.leftOut[0].examples", paths);
        foreach (string path in paths)
        {
            foreach (bool isMissing in (bool[])[true, false])
            {
                JsonObject changed = whole.DeepClone().AsObject();
                JsonNode value = Find(changed, path)!, parent = value.Parent!;
                if (isMissing && parent is JsonObject members) members.Remove(value.GetPropertyName());
                else if (parent is JsonObject named) named[value.GetPropertyName()] = null;
                else parent.AsArray()[value.GetElementIndex()] = null;
                try
                {
                    DatasetFileHeader read = DatasetFileHeader.FromJson(Encoding.UTF8.GetBytes(changed.ToJsonString()));
                    Assert.NotNull(read.Report.ToString());
                    Assert.All(read.Report.LeftOut, group => Assert.NotNull(group.Reason));
                }
                catch (JsonException)
                {
                    // What is needed is not there, and is said to be.
                }
            }
        }
    }

    private static IEnumerable<string> Paths(JsonNode node) => Children(node).SelectMany(child => Paths(child).Prepend(child.GetPath()));

    private static JsonNode? Find(JsonNode node, string path) =>
        node.GetPath() == path ? node : Children(node).Select(child => Find(child, path)).FirstOrDefault(found => found is not null);

    private static IEnumerable<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>(),
        JsonArray entries => entries.OfType<JsonNode>(),
        _ => [],
    };
}

using FerNet.Models;
using FerNet.Networks.Detection;
using FerNet.Networks.Onnx.Format;

namespace FerNet.Tests.Models;

public class DetectorFactsTests
{
    [Fact]
    public void A_detector_of_another_format_is_refused_with_what_to_do()
    {
        Assert.Equal(DetectorWriter.Name, DetectorFacts.Read(WithFormat("2"), "the file").Name);
        Assert.Equal("the file has detector format 3; this FerNet reads format 2. Update the package FerNet.", Refusal("3"));
        Assert.Equal("the file has detector format 1; this FerNet reads format 2. Train a detector with FaceDetectorTrainer.",
            Refusal("1"));
        Assert.StartsWith("the file is a detector of format 1, which FerNet no longer searches with", Refusal(null));
        foreach (string damaged in (string[])["two", "-2", " 2", ""])
            Assert.Equal($"the file is damaged: its detector format is '{damaged}'. Get the file again.", Refusal(damaged));
    }

    private static string Refusal(string? format) =>
        Assert.Throws<InvalidDataException>(() => DetectorFacts.Read(WithFormat(format), "the file")).Message;

    /// <summary>The shipped detector, as if it were of another format; null for no mark at all.</summary>
    private static byte[] WithFormat(string? format)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(ShippedModel.Read(DetectorWriter.Name));
        StringStringEntryProto mark = model.MetadataProps.Single(entry => entry.Key == DetectorFormat.Key);
        if (format is null) model.MetadataProps.Remove(mark);
        else mark.Value = format;
        return ModelFacts.SealAgain(model);
    }
}

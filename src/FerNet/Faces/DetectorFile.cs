using FerNet.Faces.Learning;
using FerNet.ModelFile;
using FerNet.Networks;

namespace FerNet.Faces;

/// <summary>Writes a trained detector as a sealed ONNX graph: <c>Picture</c> [N, 1, height, width] grey levels in, <c>Cells</c> [N, 4, height / 8, width / 8] out.</summary>
internal static class DetectorFile
{
    public const string Input = "Picture", Output = "Cells", Name = "faces";

    public static byte[] Write(IReadOnlyDictionary<string, WeightArray> weights, FaceDetectorTrainerOptions options, FerDataset faces, int backgrounds)
    {
        Network network = FaceNetwork.Create(DetectorRun.SceneSide);
        ModelCard card = new()
        {
            Name = Name,
            FerNetVersion = typeof(DetectorFile).Assembly.GetName().Version?.ToString(3) ?? "",
            Created = DateTimeOffset.UtcNow,
            Labels = ["face"],
            Network = network.ToString(),
            Recipe = FormattableString.Invariant($"{options.Steps} steps of {options.BatchSize} drawn scenes, Adam at {options.LearningRate}{(options.StartFrom is { } start ? $"; started from one of {start.Card.Created:yyyy-MM-dd}: {start.Card.Recipe}" : "")}"),
            Seed = options.Seed,
            Data = FormattableString.Invariant($"{faces.Name}: {faces.Count:N0} faces; {backgrounds:N0} pictures without faces"),
            DataDigest = faces.Digest,
            Mean = FaceNetwork.Mean,
            Deviation = FaceNetwork.Deviation,
            Parameters = network.ParameterCount,
            MultiplyAdds = network.MultiplyAdds,
            IntendedUse = "Finds faces rolled by up to 30 degrees, those that look towards the camera more surely than profiles, and says where to cut them for the emotion network. It recognises nobody.",
            LicenceNote = CardNotes.Licence(faces, options.StartFrom is { } origin ? [origin.Card] : []),
        };
        return ModelFacts.Seal(OnnxExport.WriteMaps(network, weights, new Normalisation(FaceNetwork.Mean, FaceNetwork.Deviation), Input, Output, ModelFacts.Of(card)));
    }
}

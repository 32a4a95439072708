using System.Globalization;
using FerNet.Networks.Detection;
using FerNet.Networks.Onnx.Format;
using FerNet.Training.Detection;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>Reads the card of a detector file and checks that the file is a detector in the current format.</summary>
internal static class DetectorFacts
{
    /// <summary>Reads the card.</summary>
    /// <param name="graph">The sealed ONNX graph.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <exception cref="InvalidDataException">The file is damaged, not a FerNet detector, in a newer format or in the first format; the
    /// message gives the reason.</exception>
    public static ModelCard Read(byte[] graph, string name)
    {
        ModelCard card = ModelFacts.Read(graph, name);
        if (card.Name != DetectorWriter.Name)
            throw new InvalidDataException(
                $"{name} is a model of FerNet's, but no detector of faces: it is '{UntrustedText.Quote(card.Name)}'. Open it with " +
                $"{nameof(EmotionModel)}.");
        string? format =
            ModelProto.Parser.ParseFrom(graph).MetadataProps.FirstOrDefault(entry => entry.Key == DetectorFormat.Key)?.Value;
        if (format is null)
            throw new InvalidDataException(
                Invariant($"{name} is a detector of format 1, which FerNet no longer searches with; this FerNet reads format ") +
                Invariant($"{DetectorFormat.Version}. Use {nameof(FaceDetector)}.{nameof(FaceDetector.CreateDefault)}, ") +
                "which finds more, " +
                Invariant($"or train a detector with {nameof(FaceDetectorTrainer)}."));
        if (!int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
            throw new InvalidDataException(
                $"{name} is damaged: its detector format is '{UntrustedText.Quote(format)}'. Get the file again.");
        return number == DetectorFormat.Version
            ? card
            : throw new InvalidDataException(
                Invariant($"{name} has detector format {number}; this FerNet reads format {DetectorFormat.Version}. ") +
                (number > DetectorFormat.Version
                    ? "Update the package FerNet."
                    : $"Train a detector with {nameof(FaceDetectorTrainer)}."));
    }
}

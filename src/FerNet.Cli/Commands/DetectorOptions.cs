using System.CommandLine;
using System.Globalization;

namespace FerNet.Cli.Commands;

/// <summary>Options of the face search, with the names of <see cref="FaceDetectorOptions"/>.</summary>
internal sealed class DetectorOptions
{
    private const double LeastThreshold = 0.05, MostThreshold = 0.99;

    private static readonly FaceDetectorOptions Default = new();

    private readonly Option<double?> threshold = new("--threshold")
    {
        Description = string.Create(CultureInfo.InvariantCulture,
            $"confidence from which a face counts, {LeastThreshold} to {MostThreshold}; left out, {Default.Threshold}"),
        HelpName = "R",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (CommonOptions.TryParse(word, out double value) && value is >= LeastThreshold and <= MostThreshold)
                return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture,
                $"--threshold is {word}; it must be a number from {LeastThreshold} to {MostThreshold}."));
            return null;
        },
    };

    private readonly Option<int?> minFaceSize = CommonOptions.Integer("--min-face-size", 8,
        $"height in pixels of the smallest face to find; left out, {Default.MinFaceSize}", most: 10_000);

    private readonly Option<int?> maxInputSide = CommonOptions.Integer("--max-input-side", 32,
        "the longest side in pixels at which an image is searched; more finds smaller faces of a large image, in more time; left out, "
        + $"{Default.MaxInputSide}", most: 8192);

    private readonly Option<bool> anyOrientation =
        new("--any-orientation") { Description = "also find faces rotated by 90, 180 or 270 degrees; takes four times as long" };

    public void AddTo(Command command)
    {
        command.Options.Add(threshold);
        command.Options.Add(minFaceSize);
        command.Options.Add(maxInputSide);
        command.Options.Add(anyOrientation);
    }

    public FaceDetectorOptions CreateOptions(ParseResult parsed) => Default with
    {
        Threshold = parsed.GetValue(threshold) ?? Default.Threshold,
        MinFaceSize = parsed.GetValue(minFaceSize) ?? Default.MinFaceSize,
        MaxInputSide = parsed.GetValue(maxInputSide) ?? Default.MaxInputSide,
        AnyOrientation = parsed.GetValue(anyOrientation),
    };
}

using FerNet.Imaging;

namespace FerNet.Prediction;

/// <summary>The input of a predictor: a decoded image, or the bytes of a file that is decoded later.</summary>
internal readonly struct ImageContent
{
    private readonly InputImage? decoded;
    private readonly byte[] encoded;
    private readonly string name;

    public ImageContent(InputImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        (decoded, encoded, name) = (image, [], "");
    }

    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="name">The name to use in messages.</param>
    public ImageContent(byte[] encoded, string name = "The image")
    {
        ArgumentNullException.ThrowIfNull(encoded);
        (this.encoded, this.name) = (encoded, name);
    }

    /// <summary>The bytes of a file.</summary>
    public static ImageContent FromFile(string path) => new(ImageFileReader.BytesOf(path), path);

    /// <summary>The bytes of a stream, which stays open.</summary>
    public static ImageContent FromStream(Stream stream) => new(InputImage.ReadAll(stream), "The stream");

    /// <summary>The image.</summary>
    /// <param name="maxPixels">The most pixels that an encoded image may have.</param>
    /// <exception cref="InvalidDataException">The bytes are not an image, are damaged or are too large.</exception>
    public InputImage Decode(int maxPixels)
    {
        if (decoded is not null) return decoded;
        try
        {
            using TimedStep step = PredictionTelemetry.BeginDecode();
            return InputImage.Decode(encoded, name, maxPixels);
        }
        catch (InvalidDataException error)
        {
            PredictionTelemetry.CountRefusal(error);
            throw;
        }
    }
}

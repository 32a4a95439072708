using FerNet.Pictures;

namespace FerNet.Prediction;

/// <summary>What a predictor is asked about: a decoded picture, or the bytes of a file, which are decoded when their turn comes.</summary>
internal readonly struct PictureSource
{
    private readonly Picture? decoded;
    private readonly byte[] encoded;
    private readonly string name;

    public PictureSource(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        (decoded, encoded, name) = (picture, [], "");
    }

    /// <param name="encoded">The bytes of a picture file.</param>
    /// <param name="name">What messages call it.</param>
    public PictureSource(byte[] encoded, string name = "The picture")
    {
        ArgumentNullException.ThrowIfNull(encoded);
        (this.encoded, this.name) = (encoded, name);
    }

    /// <summary>The bytes of a file.</summary>
    public static PictureSource OfFile(string path) => new(PictureReader.BytesOf(path), path);

    /// <summary>The bytes of a stream, which stays open.</summary>
    public static PictureSource OfStream(Stream stream) => new(Picture.ReadAll(stream), "The stream");

    /// <summary>The picture.</summary>
    /// <param name="maxPixels">The most pixels that an encoded picture may have.</param>
    /// <exception cref="InvalidDataException">The bytes are no picture, damaged or too large.</exception>
    public Picture Open(int maxPixels) => decoded ?? Picture.Decode(encoded, name, maxPixels);
}

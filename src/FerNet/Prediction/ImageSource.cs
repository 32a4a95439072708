using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>
/// The source and name of one of many images to score. The image is read when it is scored. Immutable; thread-safe if the function that
/// opens it is.
/// </summary>
public sealed class ImageSource
{
    /// <param name="name">The name to use in results and messages.</param>
    /// <param name="open">Reads the file or returns the decoded image. Called once each time the image is scored, on any thread.</param>
    internal ImageSource(string name, Func<ImageContent> open) => (Name, Open) = (name, open);

    /// <summary>The name of the image in results and messages.</summary>
    public string Name { get; }

    internal Func<ImageContent> Open { get; }

    /// <summary>Creates a source for an image file, which is read when it is scored; its name is the path.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    public static ImageSource FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new ImageSource(path, () => ImageContent.FromFile(path));
    }

    /// <summary>Creates a source for the bytes of an image file.</summary>
    /// <param name="encoded">The bytes; they are not copied.</param>
    /// <param name="name">The name of the image in results and messages.</param>
    public static ImageSource FromBytes(byte[] encoded, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ImageContent content = new(encoded, name);
        return new ImageSource(name, () => content);
    }

    /// <summary>Creates a source for a decoded image.</summary>
    /// <param name="image">The image; <see cref="EmotionPredictorOptions.MaxPixels"/> does not apply to it.</param>
    /// <param name="name">The name to use in results and messages.</param>
    public static ImageSource FromImage(InputImage image, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ImageContent content = new(image);
        return new ImageSource(name, () => content);
    }

    /// <summary>Creates a source for an image file in a stream that is opened when it is scored, such as an entry of an archive.</summary>
    /// <param name="open">Opens the stream, on any thread; it is disposed once it has been read.</param>
    /// <param name="name">The name of the image in results and messages.</param>
    public static ImageSource FromStream(Func<Stream> open, string name)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(name);
        return new ImageSource(name, () =>
        {
            using Stream stream = open();
            return new ImageContent(InputImage.ReadAll(stream), name);
        });
    }

    /// <summary>The name, as messages quote it.</summary>
    public override string ToString() => UntrustedText.Quote(Name);

    internal static IEnumerable<ImageSource> FromFiles(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Select(FromFile);
    }

    internal static IEnumerable<ImageSource> FromImages(IEnumerable<InputImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.Select((image, index) => FromImage(image, Invariant($"Image {index}")));
    }

    /// <summary>Runs the search and adds the image's name to the message of a <see cref="NoFaceException"/>.</summary>
    internal T NameErrorsOf<T>(Func<T> find)
    {
        try
        {
            return find();
        }
        catch (NoFaceException error)
        {
            throw new NoFaceException($"{this}: {error.Message}", error);
        }
    }
}

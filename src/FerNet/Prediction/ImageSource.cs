using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>One of many images to score: where it comes from and what it is called. It is opened when its turn comes.</summary>
public sealed class ImageSource
{
    /// <param name="name">What results and messages call it.</param>
    /// <param name="open">Reads the file, or gives the decoded image. Called once for each scoring, on any thread.</param>
    internal ImageSource(string name, Func<ImageContent> open) => (Name, Open) = (name, open);

    /// <summary>What results and messages call the image.</summary>
    public string Name { get; }

    internal Func<ImageContent> Open { get; }

    /// <summary>An image file, read when its turn comes; its name is the path.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF.</param>
    public static ImageSource FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new ImageSource(path, () => ImageContent.FromFile(path));
    }

    /// <summary>The bytes of an image file.</summary>
    /// <param name="encoded">The bytes; they are not copied.</param>
    /// <param name="name">What results and messages call the image.</param>
    public static ImageSource FromBytes(byte[] encoded, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ImageContent content = new(encoded, name);
        return new ImageSource(name, () => content);
    }

    /// <summary>A decoded image.</summary>
    /// <param name="image">The image; <see cref="EmotionPredictorOptions.MaxPixels"/> does not hold for it.</param>
    /// <param name="name">What results and messages call it.</param>
    public static ImageSource FromImage(InputImage image, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ImageContent content = new(image);
        return new ImageSource(name, () => content);
    }

    /// <summary>An image file in a stream that is opened when its turn comes, as an entry of an archive or an object of a store.</summary>
    /// <param name="open">Opens the stream, on any thread; it is disposed once it has been read.</param>
    /// <param name="name">What results and messages call the image.</param>
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

    /// <summary>Finds the image's faces; where there is none and one is required, the message names the image.</summary>
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

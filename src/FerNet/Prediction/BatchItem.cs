using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>One image of a batch, opened when its turn comes, and what messages call it.</summary>
/// <param name="OpenSource">Reads the file, or gives the decoded image.</param>
/// <param name="Label">The path, or the image's number.</param>
internal readonly record struct BatchItem(Func<ImageSource> OpenSource, string Label)
{
    public static IEnumerable<BatchItem> FromFiles(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Select(path => new BatchItem(() => ImageSource.FromFile(path), UntrustedText.Quote(path)));
    }

    public static IEnumerable<BatchItem> FromImages(IEnumerable<InputImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.Select((image, index) => new BatchItem(() => new ImageSource(image), Invariant($"Image {index}")));
    }

    /// <summary>Finds the image's faces; where there is none and one is required, the message names the image.</summary>
    public T NameErrorsOf<T>(Func<T> find)
    {
        try
        {
            return find();
        }
        catch (NoFaceException error)
        {
            throw new NoFaceException($"{Label}: {error.Message}", error);
        }
    }
}

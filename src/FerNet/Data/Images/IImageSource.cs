namespace FerNet.Data.Images;

/// <summary>A folder or an archive of images: it is listed once, and then read once.</summary>
internal interface IImageSource
{
    /// <summary>The name to use in messages.</summary>
    public string Name { get; }

    /// <summary>The files that the list leaves out.</summary>
    public LeftOutLog LeftOut { get; }

    /// <summary>Paths of all images, with forward slashes. The index of an image is its position in this list.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>The images with the given indices, in a fixed order. Enumerated by one thread at a time.</summary>
    public IEnumerable<ImageItem> Read(IReadOnlySet<int> wanted);
}

/// <summary>One image that is about to be read.</summary>
/// <param name="Index">Its index in <see cref="IImageSource.Paths"/>.</param>
/// <param name="OpenImage">Opens the encoded image; called once, on any thread. Throws where the image cannot be read.</param>
internal readonly record struct ImageItem(int Index, Func<Stream> OpenImage);

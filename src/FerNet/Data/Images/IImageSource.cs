namespace FerNet.Data.Images;

/// <summary>A folder or an archive of images: it is listed once, and then read once.</summary>
internal interface IImageSource
{
    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>What the list leaves out.</summary>
    public LeftOutLog LeftOut { get; }

    /// <summary>Paths of all images, with forward slashes; the place in the list is what <see cref="Read"/> calls the index.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>The images of the given indices, in an order that is always the same. Enumerated by one thread at a time.</summary>
    public IEnumerable<ImageItem> Read(IReadOnlySet<int> wanted);
}

/// <summary>One image that is about to be read.</summary>
/// <param name="Index">Its place in <see cref="IImageSource.Paths"/>.</param>
/// <param name="OpenImage">Opens the encoded image; called once, on any thread. Throws where the image cannot be read.</param>
internal readonly record struct ImageItem(int Index, Func<Stream> OpenImage);

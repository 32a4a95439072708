namespace FerNet.Benchmarks.Framing;

/// <summary>The images by which framing is chosen.</summary>
internal static class FramingImages
{
    private static readonly int[] Sides = [96, 144, 224, 320, 480];

    /// <summary>A face enlarged to one of five sizes, an image of its own.</summary>
    public static InputImage Enlarged(ReadOnlySpan<byte> face, int index) => EnlargedFace.Whole(face, Sides[index % Sides.Length]);

    /// <summary>The same somewhere within a background that is enlarged to hold it with a margin of a quarter to a whole face.</summary>
    public static InputImage Pasted(ReadOnlySpan<byte> face, int index, IReadOnlyList<string> backgrounds)
    {
        Random random = new(index);
        int side = Sides[index % Sides.Length], margin = side / 4, size = side + (2 * margin) + random.Next(side);
        InputImage small = InputImage.Load(backgrounds[index % backgrounds.Count]);
        byte[] levels = new byte[size * size];
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
                levels[(y * size) + x] = small.Gray[(y * small.Height / size * small.Width) + (x * small.Width / size)];
        }
        InputImage background = InputImage.FromPixels(levels, size, size, PixelFormat.Gray8);
        return EnlargedFace.Paste(face, side, background, random.Next(margin, size - side - margin + 1),
            random.Next(margin, size - side - margin + 1));
    }

    /// <summary>Backgrounds without people, in the order of names.</summary>
    public static IReadOnlyList<string> Backgrounds(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "detection", "backgrounds")).Order(StringComparer.Ordinal)];

    /// <summary>Faces from outside FER2013, heads with a little around them.</summary>
    public static IReadOnlyList<(Emotion Label, string Path)> Outside(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, "outside", "lfw"), "*.jpg", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Enum.Parse<Emotion>(Path.GetFileName(Path.GetDirectoryName(path)!), ignoreCase: true), path)),
    ];
}

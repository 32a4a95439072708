using System.Buffers;
using System.Numerics.Tensors;
using FerNet.Imaging;

namespace FerNet.Faces.Search;

/// <summary>An image as a detection network reads it. Its levels are rented from a pool; the caller disposes it.</summary>
/// <remarks>
/// The image is in the upper left corner; edge pixels are repeated to the right and below, up to a multiple of <see cref="Multiple"/>.
/// </remarks>
internal sealed class SearchInput : IDisposable
{
    /// <summary>Width and height are multiples of this number, the largest stride.</summary>
    public const int Multiple = 32;

    private readonly float[] rented;

    private SearchInput(int usedWidth, int usedHeight)
    {
        (UsedWidth, UsedHeight) = (usedWidth, usedHeight);
        Width = (usedWidth + Multiple - 1) / Multiple * Multiple;
        Height = (usedHeight + Multiple - 1) / Multiple * Multiple;
        rented = ArrayPool<float>.Shared.Rent(3 * Width * Height);
    }

    /// <summary>[3, Height, Width], 0 to 255.</summary>
    public Memory<float> Levels => rented.AsMemory(0, 3 * Width * Height);

    /// <summary>Width in pixels, a multiple of 32.</summary>
    public int Width { get; }

    /// <summary>Height in pixels, a multiple of 32.</summary>
    public int Height { get; }

    /// <summary>Columns that show the image.</summary>
    public int UsedWidth { get; }

    /// <summary>Rows that show the image.</summary>
    public int UsedHeight { get; }

    /// <summary>The image, reduced by area averaging where its longest side is longer than <paramref name="maxSide"/>.</summary>
    public static SearchInput Create(InputImage image, int maxSide, bool blueFirst)
    {
        double scale = Math.Min(1, (double)maxSide / Math.Max(image.Width, image.Height));
        SearchInput input = new(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        ColorPlanes planes = image.GetPlanes(maxSide);
        // The last column and row of reduced planes may cover fewer pixels than the others.
        FaceBox all = new(0, 0, (float)image.Width / planes.Factor, (float)image.Height / planes.Factor);
        GrayImage[] ordered = blueFirst ? [planes.Blue, planes.Green, planes.Red] : [planes.Red, planes.Green, planes.Blue];
        byte[] reduced = ArrayPool<byte>.Shared.Rent(input.UsedWidth * input.UsedHeight);
        for (int channel = 0; channel < ordered.Length; channel++)
        {
            GrayImage plane = ordered[channel];
            if (channel > 0 && ReferenceEquals(plane, ordered[0]))
            {
                input.Plane(0).CopyTo(input.Plane(channel));
                continue;
            }
            bool isReady = plane.Width == input.UsedWidth && plane.Height == input.UsedHeight && planes.Factor == 1;
            if (!isReady) AreaResize.Resize(plane, all, reduced, input.UsedWidth, input.UsedHeight);
            input.Fill(input.Plane(channel), isReady ? plane.Pixels : reduced);
        }
        ArrayPool<byte>.Shared.Return(reduced);
        return input;
    }

    /// <summary>Exchanges left and right, including the padding.</summary>
    public void Mirror()
    {
        for (int row = 0; row < 3 * Height; row++) rented.AsSpan(row * Width, Width).Reverse();
    }

    /// <summary>
    /// The input turned clockwise by a number of quarters; where a multiple of 32 is missing, the padding is turned with it.
    /// </summary>
    public SearchInput Turn(int quarters)
    {
        bool swaps = quarters % 2 == 1;
        // The padding is turned with the image and may then come before it, so the full size is used.
        SearchInput turned = new(swaps ? Height : Width, swaps ? Width : Height);
        for (int channel = 0; channel < 3; channel++) TurnPlane(Plane(channel), turned.Plane(channel), turned.Width, quarters);
        return turned;
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(rented);

    private Span<float> Plane(int channel) => rented.AsSpan(channel * Width * Height, Width * Height);

    private void Fill(Span<float> plane, ReadOnlySpan<byte> levels)
    {
        for (int y = 0; y < Height; y++)
        {
            Span<float> row = plane.Slice(y * Width, Width);
            if (y >= UsedHeight)
            {
                plane.Slice((UsedHeight - 1) * Width, Width).CopyTo(row);
                continue;
            }
            TensorPrimitives.ConvertTruncating(levels.Slice(y * UsedWidth, UsedWidth), row);
            row[UsedWidth..].Fill(row[UsedWidth - 1]);
        }
    }

    private void TurnPlane(ReadOnlySpan<float> plane, Span<float> turned, int turnedWidth, int quarters)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (int newX, int newY) = quarters switch
                {
                    1 => (Height - 1 - y, x),
                    2 => (Width - 1 - x, Height - 1 - y),
                    _ => (y, Width - 1 - x),
                };
                turned[(newY * turnedWidth) + newX] = plane[(y * Width) + x];
            }
        }
    }
}

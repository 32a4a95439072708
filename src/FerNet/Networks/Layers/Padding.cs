namespace FerNet.Networks.Layers;

/// <summary>How a convolution pads its input.</summary>
public enum Padding
{
    /// <summary>Zero padding of half the kernel size, rounded down, on each side. A stride of 1 keeps the size.</summary>
    Same = 0,

    /// <summary>No padding. At a stride of 1, height and width shrink by the kernel size minus 1.</summary>
    Valid = 1,
}

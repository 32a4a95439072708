namespace FerNet.Networks.Layers;

/// <summary>What a convolution does at the border of its maps.</summary>
public enum Padding
{
    /// <summary>Zeros are put around the maps, half a kernel on each side, so that a stride of 1 keeps their size.</summary>
    Same = 0,

    /// <summary>Nothing is put around the maps: they shrink by one less than the kernel.</summary>
    Valid = 1,
}

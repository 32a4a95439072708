namespace FerNet.Training.Detection;

/// <summary>How the detector is computed: bfloat16 or float32, and whether the channels of a pixel lie side by side in memory.</summary>
internal readonly record struct DetectorArithmetic(bool IsHalf, bool IsChannelsLast)
{
    public override string ToString() => $"{(IsHalf ? "bfloat16" : "float32")}, {(IsChannelsLast ? "channels last" : "channels first")}";
}

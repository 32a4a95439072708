using FerNet.Checks;

namespace FerNet;

/// <summary>Settings of a <see cref="FaceDetector"/>. Immutable.</summary>
public sealed record FaceDetectorOptions
{
    /// <summary>Height in pixels, from forehead to chin, of the smallest face to find, 8 to 10,000; half the size takes four times as long. Default: 32.</summary>
    public int SmallestFace { get; init => field = (int)Guard.Between(value, 8, 10_000, nameof(SmallestFace)); } = 32;

    /// <summary>Confidence from which a face counts, 0.05 to 0.99: higher finds fewer faces and invents fewer. Default: 0.5, about one false face in ten photographs.</summary>
    public double MinimumConfidence { get; init => field = Guard.Between(value, 0.05, 0.99, nameof(MinimumConfidence)); } = 0.5;

    /// <summary>The most faces to answer, the most certain ones, at least 1. Default: 500.</summary>
    public int MostFaces { get; init => field = Guard.AtLeast(value, 1, nameof(MostFaces)); } = 500;

    /// <summary>Threads that one call may use, 0 or more. Default: 0, as many as the machine has cores; 1 is best where many calls run at once.</summary>
    public int Threads { get; init => field = Guard.AtLeast(value, 0, nameof(Threads)); }
}

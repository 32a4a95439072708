using FerNet.Imaging;

namespace FerNet.Training;

/// <summary>A small change on top of a crop's own: what the second crop of a face differs by.</summary>
/// <param name="X">Shift to the right in pixels of the face.</param>
/// <param name="Y">Shift down in pixels of the face.</param>
/// <param name="Zoom">Change of scale: 0.04 shows the face 4 % larger.</param>
internal readonly record struct CropJitter(double X, double Y, double Zoom)
{
    /// <summary>Draws all three evenly; <paramref name="most"/> is a share of the width.</summary>
    public static CropJitter Draw(double most, ref CounterRandom random) =>
        new(random.NextSymmetric(most * FacePatch.Size), random.NextSymmetric(most * FacePatch.Size), random.NextSymmetric(most));
}

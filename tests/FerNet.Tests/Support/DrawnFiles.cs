using System.Globalization;
using System.Text;
using FerNet.Drawing;

namespace FerNet.Tests.Support;

/// <summary>Drawn faces as files in FER2013's layout.</summary>
internal static class DrawnFiles
{
    public static string Csv(TemporaryFolder folder, int perClass, int seed = 1)
    {
        FerDataset faces = DrawnFaces.Dataset(perClass, seed);
        StringBuilder text = new("emotion,pixels,Usage\n");
        for (int face = 0; face < faces.Count; face++)
            text.Append(CultureInfo.InvariantCulture,
                $"{(int)faces.Label(face)},{string.Join(' ', faces.Pixels(face).ToArray())},{faces.Split(face)}\n");
        return folder.Write("faces.csv", Encoding.ASCII.GetBytes(text.ToString()));
    }
}

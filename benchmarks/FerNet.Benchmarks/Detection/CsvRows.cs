using System.Globalization;
using FerNet.Faces;

namespace FerNet.Benchmarks.Detection;

/// <summary>Rows of the plain CSV files that come with the photographs.</summary>
internal static class CsvRows
{
    /// <summary>Each row by the names of the header; no field holds a comma.</summary>
    public static IEnumerable<Dictionary<string, string>> Read(string path)
    {
        string[] lines = File.ReadAllLines(path), header = lines[0].Split(',');
        return lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    /// <summary>The box of four columns.</summary>
    public static FaceBox Box(Dictionary<string, string> row, string prefix = "") =>
        new(Number(row, prefix + "x"), Number(row, prefix + "y"), Number(row, prefix + "width"), Number(row, prefix + "height"));

    /// <summary>The five landmarks of a row of training labels; null where they are empty.</summary>
    public static FaceLandmarks? Landmarks(Dictionary<string, string> row)
    {
        return row["nose_x"].Length == 0 ? null : new FaceLandmarks
        {
            RightEye = Point("right_eye"),
            LeftEye = Point("left_eye"),
            Nose = Point("nose"),
            RightMouthCorner = Point("right_mouth"),
            LeftMouthCorner = Point("left_mouth"),
        };

        FacePoint Point(string name) => new(Number(row, $"{name}_x"), Number(row, $"{name}_y"));
    }

    private static float Number(Dictionary<string, string> row, string name) => float.Parse(row[name], CultureInfo.InvariantCulture);
}

using BenchmarkDotNet.Attributes;
using FerNet.Imaging;

namespace FerNet.Benchmarks;

/// <summary>
/// Reading fer2013.csv against the usual three lines: ReadLines, Split, byte.Parse. The file is the unpacked one that the
/// environment variable FERNET_DATA names, or else 4,000 random faces in the same layout.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 1, iterationCount: 7)]
public class CsvReading
{
    private string path = "";
    private string? generated;

    [GlobalSetup]
    public void Prepare() => path = Environment.GetEnvironmentVariable("FERNET_DATA") ?? (generated = Generate());

    [GlobalCleanup]
    public void Clean()
    {
        if (generated is not null) File.Delete(generated);
    }

    [Benchmark(Baseline = true, Description = "ReadLines + Split + byte.Parse")]
    public int ReadLines() => ReadPlainly(path).Count;

    [Benchmark(Description = "FerDataset.Load")]
    public int Load() => FerDataset.Load(path, new FerDatasetOptions { UseFerPlus = false }).Count;

    /// <summary>What most programs do.</summary>
    public static List<(byte Label, byte[] Pixels, string Usage)> ReadPlainly(string path)
    {
        List<(byte, byte[], string)> faces = [];
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            string[] fields = line.Split(',');
            faces.Add((byte.Parse(fields[0]), Array.ConvertAll(fields[1].Split(' '), byte.Parse), fields[2]));
        }
        return faces;
    }

    private static string Generate()
    {
        string file = Path.Combine(Path.GetTempPath(), $"fernet-benchmark-{Environment.ProcessId}.csv");
        Random random = new(1);
        using StreamWriter writer = new(file);
        writer.Write("emotion,pixels,Usage\n");
        for (int row = 0; row < 4_000; row++)
            writer.Write(
                $"{row % 7},{string.Join(' ', Enumerable.Range(0, FacePatch.PixelCount).Select(_ => random.Next(256)))},Training\n");
        return file;
    }
}

using System.Globalization;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Cli.Progress;

/// <summary>Writes the curves of a training to a TensorBoard event file, after each epoch.</summary>
internal sealed class TensorBoardLog : IDisposable
{
    private readonly FileStream file;

    /// <param name="folder"> The folder of the run, which is created if it does not exist. A resumed training adds a file; TensorBoard
    /// merges the files of a folder. </param>
    public TensorBoardLog(string folder)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string name = string.Create(CultureInfo.InvariantCulture,
            $"events.out.tfevents.{now.ToUnixTimeMilliseconds():0000000000000}.{Environment.MachineName}.{Environment.ProcessId}");
        string path = AtomicFile.RequireWritable(Path.Combine(folder, name));
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Append([EventRecord.Version(now)]);
    }

    public void Add(EpochMetrics metrics)
    {
        (string Name, double? Value)[] curves =
        [
            ("loss/training", metrics.Loss),
            ("loss/validation", metrics.ValidationLoss),
            ("accuracy/training", metrics.Accuracy),
            ("accuracy/validation", metrics.ValidationAccuracy),
            ("learning rate", metrics.LearningRate),
        ];
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Append(curves.Where(curve => curve.Value is not null)
            .Select(curve => EventRecord.Scalar(now, metrics.Epoch, curve.Name, curve.Value!.Value)));
    }

    public void Dispose() => file.Dispose();

    private void Append(IEnumerable<byte[]> records)
    {
        foreach (byte[] record in records) file.Write(record);
        file.Flush();
    }
}

using FerNet.Faces;
using FerNet.Faces.Learning;
using FerNet.Networks;
using FerNet.Training;
using FerNet.Training.Native;

namespace FerNet;

/// <summary>Trains a detector of faces from face crops and pictures without faces; no photograph with marked faces is needed.</summary>
/// <remarks>
/// Each training scene is drawn: a piece of a background, things that are no faces, and crops laid on under soft masks at random
/// sizes, rolls, turns of the head and lights. Twice on the way the backgrounds are searched for what the detector takes for a face, and later scenes show such
/// places often. So the detector's boxes are the crops that the emotion network reads. The constructor takes settings,
/// <see cref="Train"/> takes data; needs torch's native library like <see cref="EmotionTrainer"/>. Thread-safe: nothing is held between two trainings.
/// </remarks>
public sealed class FaceDetectorTrainer
{
    /// <summary>Makes a trainer.</summary>
    /// <param name="options">Its settings; null for the defaults.</param>
    public FaceDetectorTrainer(FaceDetectorTrainerOptions? options = null) => Options = options ?? new FaceDetectorTrainerOptions();

    /// <summary>The settings.</summary>
    public FaceDetectorTrainerOptions Options { get; }

    /// <summary>Trains on the dataset's Training faces (their labels do not matter) and on a folder of pictures without faces.</summary>
    /// <param name="faces">Face crops.</param>
    /// <param name="backgrounds">Picture files that show no face.</param>
    /// <param name="cancellationToken">Stops after the current step; where there is a checkpoint folder, the checkpoint is written first.</param>
    /// <returns>The detector; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">There are no Training faces or no backgrounds.</exception>
    /// <exception cref="InvalidDataException">A background is no picture, or the checkpoint is damaged or belongs to another training.</exception>
    /// <exception cref="DllNotFoundException">The application lacks torch's native library; the message names the package.</exception>
    /// <exception cref="IOException">Checkpoints are asked for, and their folder cannot be made or written in.</exception>
    /// <exception cref="InvalidOperationException">A checkpoint is in the way, or the detector to start from is of another network.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or no number.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public FaceDetector Train(FerDataset faces, IEnumerable<string> backgrounds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(faces);
        ArgumentNullException.ThrowIfNull(backgrounds);
        Checkpoint.RequireFolder(Options.CheckpointDirectory);
        GraphWeights? start = ReadStart();
        FerDataset crops = faces.Training;
        if (crops.Count == 0) throw new ArgumentException($"None of the {faces.Count} faces belongs to the Training split; a detector learns from at least 1.", nameof(faces));
        PictureLevels[] grounds = BackgroundReader.Read(backgrounds, cancellationToken);
        if (grounds.Length == 0) throw new ArgumentException("There are no backgrounds; a detector learns from at least 1 picture without faces.", nameof(backgrounds));
        NativeTorch.Require();
        using DetectorRun run = new(Options, start, crops, grounds);
        return new FaceDetector(DetectorFile.Write(run.Run(cancellationToken), Options, crops, grounds.Length), "The trained detector");
    }

    private GraphWeights? ReadStart()
    {
        if (Options.StartFrom is not { } start) return null;
        Network network = FaceNetwork.Create(DetectorRun.SceneSide);
        try
        {
            return GraphWeights.Read(start.Graph, network);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidOperationException(
                $"StartFrom is a detector of another network ({start.Card.Parameters:N0} parameters) than the one that this version of FerNet trains ({network.ParameterCount:N0} parameters). " +
                $"Leave StartFrom out, or give a detector that this version trained. ({error.Message})", error);
        }
    }
}

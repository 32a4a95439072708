using FerNet.Models;
using FerNet.Networks.Onnx;
using FerNet.Utilities;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace FerNet.Pipelines;

/// <summary>
/// The plain ML.NET pipeline that a model is saved as: image, face, scores, label. Owns the temporary file from which ML.NET's ONNX
/// transformer reads the graph when the pipeline is saved.
/// </summary>
internal sealed class Pipeline : IDisposable
{
    private readonly TemporaryFiles files;

    /// <exception cref="IOException">The temporary folder cannot be written to; the message gives the remedy.</exception>
    public Pipeline(byte[] graph, ModelColumns columns, FaceColumnKind kind, SessionSettings settings)
    {
        string file;
        try
        {
            files = new TemporaryFiles("fernet-model-");
            file = Path.Combine(files.Folder, "emotions.onnx");
            File.WriteAllBytes(file, ZipGraph.ToZipNames(graph));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            files?.Dispose();
            throw new IOException(
                "ML.NET reads a network from a file, so Transform and Save need some megabytes in the temporary folder " +
                $"{Path.GetTempPath()}, which cannot be written: {error.Message.TrimEnd('.')}. " +
                $"Set the variable TMPDIR (on Windows TMP) to a folder that can be, or predict with {nameof(EmotionPredictor)}, which " +
                "needs no file.", error);
        }
        Context = new MLContext();
        Context.ComponentCatalog.RegisterAssembly(typeof(Pipeline).Assembly);
        // Session settings are not saved with a model: they apply to this process only.
        Context.SetOnnxSessionOption(new OnnxSessionOptions { CreateSessionOptions = () => GraphSession.NewOptions(settings) });

        IDataView empty = EmptyRows.Create(Context, columns.Image, kind);
        InputSchema = empty.Schema;
        Transformer = First(columns.Image, kind)
            .Append<ITransformer>(Context.Transforms.ApplyOnnxModel([HiddenColumns.Score], [HiddenColumns.Face], file))
            .Append<ITransformer>(Context.Transforms.CustomMapping(new EmotionNameMapping().GetMapping(), EmotionNameMapping.Contract))
            .Append<ITransformer>(Context.Transforms.CopyColumns(columns.Score, HiddenColumns.Score))
            .Append<ITransformer>(Context.Transforms.CopyColumns(columns.Emotion, HiddenColumns.Emotion))
            .Append<ITransformer>(
                Context.Transforms.Conversion.MapValueToKey(columns.PredictedLabel, HiddenColumns.Emotion, keyData: Keys(Context)))
            .Append<ITransformer>(
                Context.Transforms.DropColumns(HiddenColumns.Image, HiddenColumns.Face, HiddenColumns.Score, HiddenColumns.Emotion))
            .Fit(empty);
    }

    public MLContext Context { get; }

    /// <summary>The one column the pipeline reads.</summary>
    public DataViewSchema InputSchema { get; }

    public TransformerChain<ITransformer> Transformer { get; }

    /// <summary>The seven names in label order, for columns of keys.</summary>
    public static IDataView Keys(MLContext context) =>
        context.Data.LoadFromEnumerable(EmotionExtensions.Names.Select(name => new KeyName { Value = name }));

    public void Dispose()
    {
        using ProcessExit.Call call = ProcessExit.Enter();
        (Transformer as IDisposable)?.Dispose();
        files.Dispose();
    }

    /// <summary>The transformers from the user's column to gray levels.</summary>
    private EstimatorChain<ITransformer> First(string image, FaceColumnKind kind)
    {
        EstimatorChain<ITransformer> chain = new();
        chain = kind == FaceColumnKind.ByteLevels
            ? chain.Append<ITransformer>(Context.Transforms.Conversion.ConvertType(HiddenColumns.Image, image, DataKind.Single))
            : chain.Append<ITransformer>(Context.Transforms.CopyColumns(HiddenColumns.Image, image));
        return kind == FaceColumnKind.Encoded
            ? chain.Append<ITransformer>(
                Context.Transforms.CustomMapping(new EncodedFaceMapping().GetMapping(), EncodedFaceMapping.Contract))
            : chain.Append<ITransformer>(Context.Transforms.CustomMapping(new LevelsMapping().GetMapping(), LevelsMapping.Contract));
    }

    private sealed class KeyName
    {
        public string Value { get; set; } = "";
    }
}

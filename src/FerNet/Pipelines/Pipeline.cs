using FerNet.Checks;
using FerNet.ModelFile;
using FerNet.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>The plain ML.NET pipeline that a model is saved as: picture, patch, scores, label. Owns the file that ML.NET's ONNX link reads when it is saved.</summary>
internal sealed class Pipeline : IDisposable
{
    private readonly TemporaryFiles files = new("fernet-model-");

    public Pipeline(byte[] graph, ModelColumns columns)
    {
        string file = Path.Combine(files.Folder, "emotions.onnx");
        File.WriteAllBytes(file, graph);
        Context = new MLContext();
        Context.ComponentCatalog.RegisterAssembly(typeof(Pipeline).Assembly);

        EstimatorChain<ITransformer> chain = new();
        if (columns.Image != "Image") chain = chain.Append<ITransformer>(Context.Transforms.CopyColumns("Image", columns.Image));
        chain = chain
            .Append<ITransformer>(Context.Transforms.CustomMapping(new PictureMapping().GetMapping(), PictureMapping.Contract))
            .Append<ITransformer>(Context.Transforms.ApplyOnnxModel([OnnxExport.Scores], [OnnxExport.Input], file))
            .Append<ITransformer>(Context.Transforms.CustomMapping(new LabelMapping().GetMapping(), LabelMapping.Contract))
            .Append<ITransformer>(Context.Transforms.Conversion.MapValueToKey(columns.PredictedLabel, "Emotion", keyData: Keys(Context)));
        if (columns.Score != OnnxExport.Scores) chain = chain.Append<ITransformer>(Context.Transforms.CopyColumns(columns.Score, OnnxExport.Scores));
        chain = chain.Append<ITransformer>(Context.Transforms.DropColumns(OnnxExport.Input));

        InputSchema = Empty(columns.Image).Schema;
        Transformer = chain.Fit(Empty(columns.Image));
    }

    public MLContext Context { get; }

    /// <summary>The one column the pipeline reads.</summary>
    public DataViewSchema InputSchema { get; }

    public TransformerChain<ITransformer> Transformer { get; }

    /// <summary>The seven names in label order, for columns of keys.</summary>
    public static IDataView Keys(MLContext context) => context.Data.LoadFromEnumerable(Emotions.Names.Select(name => new KeyName { Value = name }));

    public void Dispose()
    {
        (Transformer as IDisposable)?.Dispose();
        files.Dispose();
    }

    private IDataView Empty(string image)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(PictureMapping.Picture));
        schema[nameof(PictureMapping.Picture.Image)].ColumnName = image;
        return Context.Data.LoadFromEnumerable(Array.Empty<PictureMapping.Picture>(), schema);
    }

    private sealed class KeyName
    {
        public string Value { get; set; } = "";
    }
}

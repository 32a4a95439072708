namespace FerNet.ModelFile;

/// <summary>The columns of the saved pipeline, as the application names them.</summary>
internal sealed record ModelColumns(string Image = "Image", string Score = "Score", string PredictedLabel = "PredictedLabel")
{
    public static ModelColumns Of(EmotionTrainerOptions options) => new(options.FeatureColumnName, options.ScoreColumnName, options.PredictedLabelColumnName);
}

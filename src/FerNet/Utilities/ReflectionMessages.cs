namespace FerNet.Utilities;

/// <summary>The messages of trimming and ahead-of-time compilation warnings. Prediction needs none of these members.</summary>
internal static class ReflectionMessages
{
    public const string MachineLearningNet =
        "ML.NET finds the links and columns of a pipeline by reflection. Prediction (EmotionPredictor, EmotionModel.Score) works " +
        "without it.";

    public const string Torch =
        "TorchSharp and ML.NET use reflection. Train in a program that is neither trimmed nor compiled ahead of time; prediction works " +
        "in both.";
}

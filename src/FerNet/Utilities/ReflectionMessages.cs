namespace FerNet.Utilities;

/// <summary>Why some members warn in a program that is trimmed or compiled ahead of time. Prediction needs none of them.</summary>
internal static class ReflectionMessages
{
    public const string MachineLearningNet =
        "ML.NET finds the links and columns of a pipeline by reflection. Prediction (EmotionPredictor, EmotionModel.Score) works " +
        "without it.";

    public const string Torch =
        "TorchSharp and ML.NET use reflection. Train in a program that is neither trimmed nor compiled ahead of time; prediction works " +
        "in both.";
}

using System.Diagnostics.CodeAnalysis;
using FerNet.Checks;
using FerNet.Pipelines;
using Microsoft.ML;

namespace FerNet;

/// <summary>FerNet's door for ML.NET applications.</summary>
public static class MLContextExtensions
{
    /// <summary>An estimator that trains a network to recognize emotions, for use in pipelines and cross-validation.</summary>
    /// <param name="context">The context; its own seed is not used, see <see cref="EmotionTrainerOptions.Seed"/>.</param>
    /// <param name="options">Settings; null for the defaults. The columns' names are among them.</param>
    [RequiresUnreferencedCode(Reflecting.Torch)]
    [RequiresDynamicCode(Reflecting.Torch)]
    public static EmotionTrainer FacialEmotion(this MLContext context, EmotionTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new EmotionTrainer(options);
    }

    /// <summary>
    /// The seven names in label order, as key data for <c>MapValueToKey</c>: labels mapped with it have the keys that the model
    /// predicts, so that <c>MulticlassClassification.Evaluate</c> compares like with like.
    /// </summary>
    /// <param name="context">The context that makes the data view.</param>
    [RequiresUnreferencedCode(Reflecting.MachineLearningNet)]
    [RequiresDynamicCode(Reflecting.MachineLearningNet)]
    public static IDataView EmotionKeys(this MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Pipeline.Keys(context);
    }
}

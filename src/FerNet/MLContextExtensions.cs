using System.Diagnostics.CodeAnalysis;
using FerNet.Pipelines;
using FerNet.Utilities;
using Microsoft.ML;

namespace FerNet;

/// <summary>Extension methods of <see cref="MLContext"/> for FerNet.</summary>
public static class MLContextExtensions
{
    /// <summary>Creates an estimator that trains a network to recognize emotions, for use in pipelines and cross-validation.</summary>
    /// <param name="context">The context; its seed is not used, see <see cref="EmotionTrainerOptions.Seed"/>.</param>
    /// <param name="options">Settings; null for the defaults. The columns' names are among them.</param>
    [RequiresUnreferencedCode(ReflectionMessages.Torch)]
    [RequiresDynamicCode(ReflectionMessages.Torch)]
    public static EmotionTrainer FacialEmotion(this MLContext context, EmotionTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new EmotionTrainer(options);
    }

    /// <summary>
    /// The seven names in label order, as key data for <c>MapValueToKey</c>: labels mapped with it have the keys that the model predicts,
    /// so that <c>MulticlassClassification.Evaluate</c> compares equal keys.
    /// </summary>
    /// <param name="context">The context that makes the data view.</param>
    [RequiresUnreferencedCode(ReflectionMessages.MachineLearningNet)]
    [RequiresDynamicCode(ReflectionMessages.MachineLearningNet)]
    public static IDataView EmotionKeys(this MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Pipeline.Keys(context);
    }
}

using FerNet.Imaging;
using FerNet.Networks;

namespace FerNet.Training;

/// <summary>Checks the faces and settings of a training before its first step.</summary>
internal static class PlanChecks
{
    /// <exception cref="ArgumentException">The faces or the validation set have no labels, the set is empty, or the network cannot read the
    /// recipe's crops.</exception>
    public static void Require(EmotionTrainerOptions options, TrainingRecipe recipe, FerDataset faces)
    {
        if (!faces.HasLabels)
        {
            throw new ArgumentException(
                "The faces have no labels, so nothing can be learned from them; training needs a column 'emotion' or a folder for each " +
                "emotion.", nameof(faces));
        }
        int count = faces.Training.Count;
        if (count < 2)
            throw new ArgumentException($"{count} of the {faces.Count} faces belong to the Training split; training needs at least 2.",
                nameof(faces));
        if (options.ValidationSet is { } validation)
        {
            const string Cure =
                $"Leave {nameof(EmotionTrainerOptions.ValidationSet)} out to validate on PublicTest faces or on a share of the " +
                "Training faces.";
            if (validation.Count == 0)
                throw new ArgumentException($"{nameof(EmotionTrainerOptions.ValidationSet)} ({validation.Name}) holds no faces. {Cure}",
                    nameof(options));
            if (!validation.HasLabels)
                throw new ArgumentException(
                    $"{nameof(EmotionTrainerOptions.ValidationSet)} ({validation.Name}) has no labels, so nothing can be validated on " +
                    $"it. {Cure}", nameof(options));
        }
        if (recipe.Crops.Any(phase => phase.Size != FacePatch.Size) && !options.Network.TakesAnySize)
        {
            throw new ArgumentException(
                $"The network '{options.Network.Name}' has a Flatten layer and reads 48 x 48 only, but the recipe '{recipe.Name}' " +
                "trains on smaller crops; " +
                "use GlobalAveragePooling, or a recipe without Crops.", nameof(faces));
        }
        RequireStart(options, nameof(recipe.StartShare), recipe.StartShare);
        RequireStart(options, nameof(recipe.FreezeUntil), recipe.FreezeUntil);
        int layers = options.Network.Layers.Count;
        if (recipe.FreezeUntil >= layers)
        {
            throw new ArgumentException(
                Invariant($"{nameof(recipe.FreezeUntil)} is {recipe.FreezeUntil}, so no layer learns: those of the network ") +
                Invariant($"'{options.Network.Name}' run from 0 to {layers - 1}. Set it to the index of the first layer that learns."),
                nameof(options));
        }
        if (options.Teachers.Count > 0) RequireRepeatedCrops(recipe);
        if (recipe.TeachersSeeCrops && recipe.Crops.Any(phase => phase.Size != FacePatch.Size)
            && options.Teachers.FirstOrDefault(teacher => !GraphNetwork.TakesAnySize(teacher.Graph)) is { } whole)
        {
            throw new ArgumentException(
                $"The teacher '{whole.Name}' reads 48 x 48 only, but the recipe '{recipe.Name}' trains on smaller crops; leave " +
                "this teacher out, or use a recipe without Crops.", nameof(options));
        }
    }

    /// <summary>The answers of teachers can be cached only if the crops repeat exactly.</summary>
    private static void RequireRepeatedCrops(TrainingRecipe recipe)
    {
        if (recipe.AugmentationCycle == 0 || !recipe.TeachersSeeCrops) return;
        Augmentation changes = recipe.Augmentation;
        string? what =
            recipe.Crops.Count > 1
                ? Invariant($"{nameof(recipe.Crops)} has {recipe.Crops.Count:N0} phases. Use one phase, or set ")
            : changes.MixupAlpha > 0
                ? Invariant($"{nameof(changes.MixupAlpha)} is {changes.MixupAlpha}. Set {nameof(changes.MixupAlpha)} or ")
            : changes.ErasingChance > 0 && changes.ErasingFrom > 0
                ? Invariant($"{nameof(changes.ErasingFrom)} is {changes.ErasingFrom}. Set {nameof(changes.ErasingFrom)} or ")
            : null;
        if (what is null) return;
        string period = recipe.AugmentationCycle == 1 ? "epoch" : Invariant($"{recipe.AugmentationCycle:N0} epochs");
        throw new ArgumentException(
            $"The recipe '{recipe.Name}' repeats its augmentations every {period} ({nameof(recipe.AugmentationCycle)}) and its teachers " +
            $"answer about each crop once, but {what}{nameof(recipe.AugmentationCycle)} to 0.", nameof(recipe));
    }

    private static void RequireStart(EmotionTrainerOptions options, string setting, double value)
    {
        if (value == 0 || options.StartFrom is not null) return;
        throw new ArgumentException(
            Invariant($"The recipe '{options.Recipe.Name}' has a {setting} of {value}, but there is no model ") +
            $"to start from. Set {nameof(EmotionTrainerOptions.StartFrom)}, or {setting} to 0.", nameof(options));
    }

    /// <summary>Checks the training faces that remain after faces are held back for validation and for the temperature.</summary>
    /// <exception cref="ArgumentException">Fewer than two faces remain, or all have the same emotion.</exception>
    public static void RequireLearnable(EmotionTrainerOptions options, FerDataset training, int heldBack)
    {
        if (training.Count < 2)
        {
            throw new ArgumentException(
                $"{training.Count} Training faces are left after {heldBack} were held back for validation and for the temperature; " +
                "training needs at least 2. " +
                $"Add faces, or set {nameof(EmotionTrainerOptions.ValidationSetFraction)} and " +
                $"{nameof(TrainingRecipe.CalibrationFraction)} to 0.", nameof(training));
        }
        Emotion first = training.Label(0);
        if (options.AllowSingleEmotion || Enumerable.Range(1, training.Count - 1).Any(i => training.Label(i) != first)) return;
        throw new ArgumentException(
            Invariant($"All {training.Count:N0} Training faces are labeled {first.Name()}, so the model would always answer ") +
            Invariant($"{first.Name()}. ") +
            $"Add faces of other emotions, or set {nameof(EmotionTrainerOptions.AllowSingleEmotion)}.", nameof(training));
    }
}

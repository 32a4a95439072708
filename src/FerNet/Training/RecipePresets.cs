using FerNet.Imaging;

namespace FerNet.Training;

/// <summary>The recipes with which the shipped models were trained on a GPU, and the recipes for fine-tuning.</summary>
internal static class RecipePresets
{
    /// <summary>Augmentation that simulates faces in photographs. The strengths are estimates, not the result of experiments.</summary>
    public static Augmentation Photographs { get; } = new()
    {
        MirrorChance = 0.5,
        Shift = 0.06,
        Scale = 0.2,
        RotationDegrees = 12,
        Perspective = 0.08,
        Contrast = 0.3,
        Brightness = 25,
        Gamma = 0.3,
        DarkeningChance = 0.06,
        UnevenLight = 0.3,
        Sharpness = 0.15,
        DefocusChance = 0.1,
        DefocusRadius = 1.6,
        MotionBlurChance = 0.06,
        MotionBlurLength = 4,
        NoiseChance = 0.2,
        NoiseStandardDeviation = 10,
        ShrinkChance = 0.12,
        JpegChance = 0.2,
        CoverChance = 0.08,
        ErasingChance = 0.2,
    };

    /// <summary>A teacher with the votes as a second task.</summary>
    public static TrainingRecipe Teacher { get; } = new()
    {
        Name = "teacher",
        Optimizer = TrainingOptimizer.NesterovMomentum,
        LearningRate = 0.1,
        Schedule = LearningRateSchedule.WarmUpThenCosine(),
        BatchSize = 256,
        Epochs = 60,
        WeightDecay = 5e-4,
        LabelSmoothing = 0.1,
        AveragingDecay = 0.998,
        VotesWeight = 1,
        CalibrationFraction = 0.04,
        Crops = [new CropPhase { From = 0, Size = 44 }],
        Augmentation = Photographs,
    };

    /// <summary>A teacher with the votes as a part of its targets.</summary>
    public static TrainingRecipe TeacherOfVotes { get; } =
        Teacher with { Name = "teacher-votes", VotesWeight = 0, VotesAsTargets = 0.5, LabelSmoothing = 0.05 };

    /// <summary>A teacher with FER2013's labels only, with mixup.</summary>
    public static TrainingRecipe TeacherOfLabels { get; } = Teacher with
    {
        Name = "teacher-labels",
        VotesWeight = 0,
        Augmentation = Photographs with { MixupAlpha = 0.2, ErasingChance = 0.1 },
    };

    /// <summary>The recipe of the default network: teachers answer for each crop, with the consistency loss.</summary>
    public static TrainingRecipe Student { get; } = Teacher with
    {
        Name = "student",
        Epochs = 80,
        VotesWeight = 0.5,
        VotesAsTargets = 0.2,
        TeacherWeight = 0.6,
        TeachersSeeCrops = true,
        ConsistencyWeight = 1,
    };

    /// <summary>
    /// The first part of the last training of the shipped default model, which starts from a trained model: augmentation, corrected votes
    /// and the consistency loss, without teachers.
    /// </summary>
    public static TrainingRecipe StudentRestart { get; } = Student with
    {
        Name = "student-restart",
        LearningRate = 0.04,
        BatchSize = 128,
        Epochs = 28,
        AveragingDecay = 0.999,
        VotesWeight = 1,
        VotesAsTargets = 0.25,
        Crops = [new CropPhase { From = 0, Size = 40 }],
    };

    /// <summary>
    /// The second part: a few epochs at a small learning rate with weaker augmentation, which restores the accuracy on FER2013.
    /// </summary>
    public static TrainingRecipe StudentPolish { get; } = StudentRestart with
    {
        Name = "student-polish",
        LearningRate = 0.012,
        Epochs = 6,
        AveragingDecay = 0.998,
        VotesAsTargets = 0.2,
        ConsistencyWeight = 0,
        Augmentation = Photographs with
        {
            Scale = 0.12,
            RotationDegrees = 7.2,
            Perspective = 0.048,
            Contrast = 0.18,
            Brightness = 15,
            Gamma = 0.18,
            DarkeningChance = 0.036,
            UnevenLight = 0.18,
            DefocusChance = 0.06,
            MotionBlurChance = 0.036,
            NoiseChance = 0.12,
            ShrinkChance = 0.072,
            JpegChance = 0.12,
            CoverChance = 0.04,
            ErasingChance = 0.1,
        },
    };

    /// <summary>
    /// The recipe of <see cref="TrainingRecipe.FineTune"/>; selected by experiments on halves of LFW, see docs/results.md.
    /// </summary>
    public static TrainingRecipe FineTune { get; } = StudentPolish with
    {
        Name = "fine-tune",
        LearningRate = 0.005,
        BatchSize = 32,
        Epochs = 8,
        AveragingDecay = 0.98,
        StartShare = 0.75,
        Crops = [new CropPhase { From = 0, Size = FacePatch.Size }],
        VotesWeight = 0,
        VotesAsTargets = 0,
        CalibrationFraction = 0,
    };

    /// <summary>The recipe of <see cref="TrainingRecipe.FineTuneWithReplay"/>; selected by the same experiments.</summary>
    public static TrainingRecipe FineTuneWithReplay { get; } = FineTune with { Name = "fine-tune-replay", StartShare = 0.5 };

    /// <summary>
    /// The recipe of <see cref="Student"/> for the fast network, which overfits less: no erasing, less weight decay, full-size crops, and
    /// repeated augmentation, because its teachers cost several times as much as the network.
    /// </summary>
    public static TrainingRecipe FastStudent { get; } = Student with
    {
        Name = "student-fast",
        Epochs = 160,
        WeightDecay = 1e-4,
        TeacherWeight = 0.8,
        VotesAsTargets = 0.1,
        AugmentationCycle = 8,
        Crops = [new CropPhase { From = 0, Size = FacePatch.Size }],
        Augmentation = Photographs with { ErasingChance = 0, CoverChance = 0.04 },
    };
}

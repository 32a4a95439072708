using FerNet.Imaging;

namespace FerNet.Training;

/// <summary>Recipes of the trainings behind the shipped models, made for a graphics card and batches of 256.</summary>
internal static class RecipePresets
{
    /// <summary>Faces as photographs show them. The strengths are set by judgment, not by trials.</summary>
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

    /// <summary>The recipe of a teacher: votes are a second task.</summary>
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

    /// <summary>A teacher that learns people's votes as its targets.</summary>
    public static TrainingRecipe TeacherOfVotes { get; } =
        Teacher with { Name = "teacher-votes", VotesWeight = 0, VotesAsTargets = 0.5, LabelSmoothing = 0.05 };

    /// <summary>A teacher that learns FER2013's labels only, from faces mixed in pairs.</summary>
    public static TrainingRecipe TeacherOfLabels { get; } = Teacher with
    {
        Name = "teacher-labels",
        VotesWeight = 0,
        Augmentation = Photographs with { MixupAlpha = 0.2, ErasingChance = 0.1 },
    };

    /// <summary>The recipe of the default network: teachers see each crop, and two crops agree.</summary>
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
    /// The first half of the shipped default model's last training: a model that learned before learns on from changed faces, right votes
    /// and two crops that agree, without teachers.
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

    /// <summary>Its second half: a few epochs at a small rate with weaker changes, for what the first half lost on FER2013.</summary>
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

    /// <summary>The recipe of <see cref="TrainingRecipe.FineTune"/>; chosen by trials on halves of LFW, see docs/results.md.</summary>
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

    /// <summary>The recipe of <see cref="TrainingRecipe.FineTuneWithReplay"/>; chosen by the same trials.</summary>
    public static TrainingRecipe FineTuneWithReplay { get; } = FineTune with { Name = "fine-tune-replay", StartShare = 0.5 };

    /// <summary>
    /// The recipe of <see cref="Student"/> for the fast network, which memorizes less: no erasing, less decay, whole faces, and changes
    /// that repeat, since its teachers cost several times what it costs itself.
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

namespace FerNet.Cli.Commands;

/// <summary>One of the trainings of <see cref="Reproduction"/>.</summary>
/// <param name="Model">Name of the model's file without .zip.</param>
/// <param name="Network">Name of the network.</param>
/// <param name="Recipe">Name of the recipe.</param>
/// <param name="Teachers">Models of earlier steps that are its teachers.</param>
internal sealed record ReproductionStep(string Model, string Network, string Recipe, params IReadOnlyList<string> Teachers)
{
    private static readonly string[] AllTeachers = ["teacher-a", "teacher-b", "teacher-c", "teacher-d"];

    /// <summary>All steps in order: each needs only models of earlier steps.</summary>
    public static IReadOnlyList<ReproductionStep> All { get; } =
    [
        new("teacher-a", "teacher-a", "teacher"),
        new("teacher-b", "teacher-b", "teacher-votes"),
        new("teacher-c", "teacher-c", "teacher"),
        new("teacher-d", "teacher-d", "teacher-labels"),
        new("default", "default", "student", AllTeachers),
        new("fast", "fast-branches", "student-fast", AllTeachers),
    ];
}

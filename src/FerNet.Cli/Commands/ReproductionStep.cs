namespace FerNet.Cli.Commands;

/// <summary>One training on the way to the shipped models.</summary>
/// <param name="Model">Name of the model's file without .zip.</param>
/// <param name="Network">Name of the network.</param>
/// <param name="Recipe">Name of the recipe.</param>
/// <param name="Teachers">Models of earlier steps that teach it.</param>
internal sealed record ReproductionStep(string Model, string Network, string Recipe, params IReadOnlyList<string> Teachers)
{
    private static readonly string[] AllTeachers = ["teacher-a", "teacher-b", "teacher-c", "teacher-d"];

    /// <summary>All steps; each needs only models of steps before it, and steps with equal teachers may run side by side.</summary>
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

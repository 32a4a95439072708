namespace FerNet.Training;

/// <summary>In what two plans differ, so that a refusal names the one setting that is another and not all that are the same.</summary>
internal static class PlanDifference
{
    /// <summary>"in the checkpoint: seed 1, rate 0.001; now: seed 9, rate 0.002".</summary>
    public static string Text(string before, string now)
    {
        List<string> old = Parts(before), current = Parts(now);
        string[] gone = [.. Without(old, current)], added = [.. Without(current, old)];
        if (gone.Length + added.Length == 0) return "the same parts stand in another order";
        return $"in the checkpoint: {Listed(gone)}; now: {Listed(added)}";
    }

    private static string Listed(string[] parts) => parts.Length == 0 ? "nothing in its place" : string.Join(", ", parts);

    /// <summary>Those of <paramref name="parts"/> that <paramref name="others"/> lack, equal ones counted one by one.</summary>
    private static IEnumerable<string> Without(List<string> parts, List<string> others)
    {
        List<string> left = [.. others];
        return parts.Where(part => !left.Remove(part));
    }

    /// <summary>Pieces between commas and semicolons, those within brackets left whole.</summary>
    private static List<string> Parts(string plan)
    {
        List<string> parts = [];
        int depth = 0, start = 0;
        for (int i = 0; i <= plan.Length; i++)
        {
            char sign = i < plan.Length ? plan[i] : ';';
            if (sign is '(' or '[' or '{') depth++;
            else if (sign is ')' or ']' or '}') depth--;
            if (i < plan.Length && (depth > 0 || sign is not (',' or ';') || (i + 1 < plan.Length && plan[i + 1] != ' '))) continue;
            parts.Add(plan[start..i].Trim());
            start = Math.Min(i + 1, plan.Length);
        }
        return parts;
    }
}

using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Changes in words.</summary>
internal static class DiffSummary
{
    public static string StageName(Stage? stage) => stage?.Name() ?? "all";

    public static string Verb(OutputAction action) =>
        action switch
        {
            OutputAction.Create => "new",
            OutputAction.Update => "changed",
            OutputAction.Remove => "removed",
            OutputAction.Kept => "kept",
            OutputAction.Conflict => "conflict",
            _ => "unchanged",
        };

    /// <summary><c>3 new, 1 changed</c>; of no changes <c>unchanged</c>.</summary>
    public static string Of(IEnumerable<PlannedFile> files)
    {
        var counts = files
            .Where(file => file.Action != OutputAction.Unchanged)
            .GroupBy(file => file.Action)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Verb(group.Key)}")
            .ToList();
        return counts.Count == 0 ? "unchanged" : string.Join(", ", counts);
    }

    public static string Files(int count) => count == 1 ? "1 file" : $"{count} files";
}

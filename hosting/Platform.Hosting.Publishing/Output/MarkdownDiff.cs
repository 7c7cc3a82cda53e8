using System.Text;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What would change, as a comment on a pull request.</summary>
internal static class MarkdownDiff
{
    // GitHub takes 65,536 characters in a comment.
    private const int Longest = 60_000;

    public static string Of(OutputPlan plan)
    {
        if (plan.Changes.Count + plan.Conflicts.Count == 0)
        {
            return "### Published output\n\nNothing changes.\n";
        }
        var text = new StringBuilder("### Published output\n\n| target | stage | new | changed | removed |\n|---|---|---|---|---|\n");
        foreach (var group in plan.Changes.GroupBy(file => (file.Target, file.Stage)))
        {
            text.Append(
                $"| {group.Key.Target} | {DiffSummary.StageName(group.Key.Stage)} | {Count(group, OutputAction.Create)} | {Count(group, OutputAction.Update)} | {Count(group, OutputAction.Remove)} |\n"
            );
        }
        foreach (var conflict in plan.Conflicts)
        {
            text.Append($"\n`{conflict.Path}`: {conflict.Note}.\n");
        }
        var left = 0;
        foreach (var file in plan.Changes)
        {
            var diff = UnifiedDiff.Of(file);
            var fence = Fence(diff);
            var section =
                $"\n<details><summary><code>{file.Path}</code> ({DiffSummary.Verb(file.Action)})</summary>\n\n{fence}diff\n{diff}{fence}\n\n</details>\n";
            if (text.Length + section.Length > Longest)
            {
                left++;
                continue;
            }
            text.Append(section);
        }
        if (left > 0)
        {
            text.Append($"\n{left} more files have no room here: run `--operation publish --step diff` for all.\n");
        }
        return text.ToString();
    }

    private static int Count(IEnumerable<PlannedFile> files, OutputAction action) => files.Count(file => file.Action == action);

    /// <summary>Longer than any in the text.</summary>
    private static string Fence(string text)
    {
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }
        return fence;
    }
}

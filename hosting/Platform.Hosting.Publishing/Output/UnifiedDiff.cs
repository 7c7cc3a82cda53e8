using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Two texts as <c>diff -u</c> has them.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static string Of(PlannedFile file)
    {
        var text = new StringBuilder();
        text.Append(file.Before is null ? "--- /dev/null\n" : $"--- a/{file.Path}\n");
        text.Append(file.After is null ? "+++ /dev/null\n" : $"+++ b/{file.Path}\n");
        var before = file.Before ?? "";
        var after = file.After ?? "";
        var diff = new Differ().CreateLineDiffs(Lines(before), Lines(after), ignoreWhitespace: false);
        foreach (var hunk in Hunks(diff))
        {
            Append(text, diff, hunk, EndsOpen(before), EndsOpen(after));
        }
        return text.ToString();
    }

    private static string Lines(string text) => text.EndsWith('\n') ? text[..^1] : text;

    private static bool EndsOpen(string text) => text.Length > 0 && text[^1] != '\n';

    /// <summary>Blocks whose context touches are one hunk.</summary>
    private static IEnumerable<List<DiffBlock>> Hunks(DiffResult diff)
    {
        List<DiffBlock>? hunk = null;
        foreach (var block in diff.DiffBlocks)
        {
            if (hunk is not null && block.DeleteStartA - (hunk[^1].DeleteStartA + hunk[^1].DeleteCountA) <= 2 * Context)
            {
                hunk.Add(block);
                continue;
            }
            if (hunk is not null)
            {
                yield return hunk;
            }
            hunk = [block];
        }
        if (hunk is not null)
        {
            yield return hunk;
        }
    }

    private static void Append(StringBuilder text, DiffResult diff, List<DiffBlock> hunk, bool oldEndsOpen, bool newEndsOpen)
    {
        // An empty text has one piece, which is no line.
        var oldCount = diff.PiecesOld is [""] ? 0 : diff.PiecesOld.Length;
        var newCount = diff.PiecesNew is [""] ? 0 : diff.PiecesNew.Length;
        var startOld = Math.Max(0, hunk[0].DeleteStartA - Context);
        var startNew = Math.Max(0, hunk[0].InsertStartB - Context);
        var endOld = Math.Min(oldCount, hunk[^1].DeleteStartA + hunk[^1].DeleteCountA + Context);
        var endNew = Math.Min(newCount, hunk[^1].InsertStartB + hunk[^1].InsertCountB + Context);
        text.Append($"@@ -{Range(startOld, endOld)} +{Range(startNew, endNew)} @@\n");
        var at = startOld;
        foreach (var block in hunk)
        {
            for (; at < block.DeleteStartA; at++)
            {
                text.Append(' ').Append(diff.PiecesOld[at]).Append('\n');
            }
            for (; at < Math.Min(oldCount, block.DeleteStartA + block.DeleteCountA); at++)
            {
                text.Append('-').Append(diff.PiecesOld[at]).Append('\n');
                Open(text, oldEndsOpen && at == oldCount - 1);
            }
            for (var i = block.InsertStartB; i < Math.Min(newCount, block.InsertStartB + block.InsertCountB); i++)
            {
                text.Append('+').Append(diff.PiecesNew[i]).Append('\n');
                Open(text, newEndsOpen && i == newCount - 1);
            }
        }
        for (; at < endOld; at++)
        {
            text.Append(' ').Append(diff.PiecesOld[at]).Append('\n');
        }
    }

    private static void Open(StringBuilder text, bool isOpen)
    {
        if (isOpen)
        {
            text.Append("\\ No newline at end of file\n");
        }
    }

    private static string Range(int start, int end) => end == start ? $"{start},0" : $"{start + 1},{end - start}";
}

using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Terminal;

/// <summary>What is to be seen next: lines that stay, and the table under them.</summary>
internal sealed record Frame(IReadOnlyList<string> Above, IReadOnlyList<string> Lines);

/// <summary>Composes frames: the table, a line that sums it up, and once, at the end of the start, the waterfall.</summary>
internal sealed class FrameComposer(DistributedApplicationModel model, GraphProgress progress, TerminalOptions options, TimeProvider time)
{
    // Header, blank line, sum, and the line the cursor stands in.
    private const int LinesAroundRows = 4;

    // Nobody needs to be told that a server which came up this moment does not answer yet.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly SpectreCanvas _canvas = new(options.Colours);
    private readonly DateTimeOffset _began = time.GetUtcNow();
    private bool _summed;

    public Frame Compose((int Width, int Height) size, ErrorNotes notes)
    {
        var now = time.GetUtcNow();
        // The last column stays free: a terminal that wraps there would scroll the table.
        var width = Math.Max(1, size.Width - 1);
        var rows = TableRows.Build(
            progress.Instances.Values,
            model.Resources,
            Notes(notes, now),
            now,
            Math.Max(1, size.Height - LinesAroundRows)
        );
        IReadOnlyList<string> table = [.. new TableRenderer(_canvas).Render(rows, width), "", SpectreCanvas.Cut(Sum(now), width)];
        return new Frame(StartIsOver() ? Waterfall(width) : [], [.. table.TakeLast(Math.Max(1, size.Height - 1))]);
    }

    private IReadOnlyList<string> Waterfall(int width)
    {
        _summed = true;
        progress.Timeline.Conclude();
        return [.. new WaterfallRenderer(_canvas).Render(progress.Timeline, width), Verdict(), ""];

        string Verdict() =>
            progress.Verdict == GraphVerdict.Healthy
                ? $"All healthy in {Durations.Exact(progress.Timeline.Total)}."
                : $"Failed: {string.Join(", ", Failed())}.";
    }

    /// <summary>Nothing moves any more: what is not healthy has failed, or waits for what has.</summary>
    private bool StartIsOver() =>
        !_summed
        && progress.Verdict != GraphVerdict.Starting
        && progress.Instances.Values.All(i =>
            i.State == KnownResourceStates.Waiting || Terminal.Verdict.Of(i.Event) != GraphVerdict.Starting
        );

    private IEnumerable<string> Failed() =>
        progress.Instances.Values.Where(i => Terminal.Verdict.Of(i.Event) == GraphVerdict.Failed).Select(i => i.Id);

    private string Sum(DateTimeOffset now)
    {
        var counted = progress.Instances.Values.Where(i => i.State is not null && i.Resource is not ParameterResource).ToList();
        var well = counted.Count(i => Terminal.Verdict.Of(i.Event) == GraphVerdict.Healthy);
        var text = progress.Verdict switch
        {
            GraphVerdict.Healthy => $"All {counted.Count} well",
            GraphVerdict.Failed => $"{well} of {counted.Count} well, failed: {string.Join(", ", Failed())}",
            _ => $"{well} of {counted.Count} well, starting",
        };
        return $"{text} · up {Durations.Age(now - _began)} · Ctrl+C stops";
    }

    private Dictionary<string, string> Notes(ErrorNotes notes, DateTimeOffset now)
    {
        var shown = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var instance in progress.Instances.Values)
        {
            if (instance.State == KnownResourceStates.Waiting)
            {
                shown[instance.Id] = "waits for " + string.Join(", ", StillAwaited(instance.Resource));
            }
            else if (
                notes.All.TryGetValue(instance.Id, out var note)
                && (Terminal.Verdict.Of(instance.Event) == GraphVerdict.Failed || now - instance.Since >= s_patience)
            )
            {
                shown[instance.Id] = note;
            }
        }
        return shown;
    }

    private IEnumerable<string> StillAwaited(IResource resource) =>
        resource
            .Annotations.OfType<WaitAnnotation>()
            .Select(wait => wait.Resource)
            .Distinct()
            .Where(awaited =>
                !progress.Instances.Values.Any(i => i.Resource == awaited && Terminal.Verdict.Of(i.Event) == GraphVerdict.Healthy)
            )
            .Select(awaited => awaited.Name);
}

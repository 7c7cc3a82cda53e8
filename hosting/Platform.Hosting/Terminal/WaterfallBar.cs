namespace Platform.Hosting.Terminal;

/// <summary>What an instance did in a slice of the time axis.</summary>
internal enum WaterfallPhase
{
    Nothing,
    Waiting,
    Starting,
    UntilHealthy,
    Failed,
}

/// <summary>An instance's start as cells on a time axis.</summary>
internal static class WaterfallBar
{
    /// <summary>The phase of each of <paramref name="width"/> equal slices of <paramref name="total"/>; what was short gets a cell all the same.</summary>
    public static WaterfallPhase[] Cells(StartupSpan span, TimeSpan total, int width)
    {
        var cells = new WaterfallPhase[width];
        var end = span.End ?? total;
        Fill(span.Waiting, span.Starting ?? end, WaterfallPhase.Waiting);
        Fill(span.Starting, span.Running ?? end, WaterfallPhase.Starting);
        Fill(span.Running, end, WaterfallPhase.UntilHealthy);
        if (span.Failed is { } failed)
        {
            cells[Cell(failed)] = WaterfallPhase.Failed;
        }
        return cells;

        void Fill(TimeSpan? from, TimeSpan to, WaterfallPhase phase)
        {
            if (from is { } start)
            {
                var first = Cell(start);
                // A later phase overwrites the cell they share: the last one always shows.
                Array.Fill(cells, phase, first, Math.Max(1, Cell(to) - first + (to >= total ? 1 : 0)));
            }
        }

        int Cell(TimeSpan at) => total <= TimeSpan.Zero ? 0 : Math.Clamp((int)(at / total * width), 0, width - 1);
    }
}

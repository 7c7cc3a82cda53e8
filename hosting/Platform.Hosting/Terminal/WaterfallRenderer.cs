using Spectre.Console;
using Spectre.Console.Rendering;

namespace Platform.Hosting.Terminal;

/// <summary>Draws where the time of the start went: a bar for each instance on one time axis, the longest chain below.</summary>
internal sealed class WaterfallRenderer(SpectreCanvas canvas)
{
    private const int Gap = 2;
    private const int LeastBar = 10;
    private const int WidestBar = 80;

    public IReadOnlyList<string> Render(StartupTimeline timeline, int width)
    {
        var spans = timeline.Spans;
        var total = timeline.Total;
        if (spans.Count == 0)
        {
            return [];
        }
        var names = Math.Min(spans.Max(s => SpectreCanvas.Cells(s.Id)), Math.Max(8, width / 3));
        var times = spans.Max(s => Took(s).Length);
        var bar = Math.Min(WidestBar, width - names - times - 2 * Gap);
        var table = new Table().NoBorder().HideHeaders();
        table.AddColumn(
            new TableColumn("") { Width = names, NoWrap = true }
                .PadLeft(0)
                .PadRight(Gap)
        );
        if (bar >= LeastBar)
        {
            table.AddColumn(
                new TableColumn("") { Width = bar, NoWrap = true }
                    .PadLeft(0)
                    .PadRight(Gap)
            );
        }
        table.AddColumn(
            new TableColumn("") { Width = times, NoWrap = true }
                .RightAligned()
                .Padding(0, 0)
        );
        foreach (var span in spans)
        {
            IRenderable name = new Text(SpectreCanvas.Cut(span.Id, names));
            IRenderable time = new Text(Took(span));
            table.AddRow(bar >= LeastBar ? [name, Bar(span, total, bar), time] : [name, time]);
        }
        if (bar >= LeastBar)
        {
            var end = Durations.Exact(total);
            table.AddRow(new Text(""), new Text("0 s" + end.PadLeft(bar - 3), new Style(decoration: Decoration.Dim)), new Text(""));
        }
        return [.. canvas.Lines(table, width), .. canvas.Lines(Legend(), width), .. Chain(timeline, width)];
    }

    private static string Took(StartupSpan span) => span.End is { } end ? Durations.Exact(end - span.Begin) : "…";

    private static Paragraph Bar(StartupSpan span, TimeSpan total, int width)
    {
        var bar = new Paragraph();
        foreach (var phase in WaterfallBar.Cells(span, total, width))
        {
            var (cell, style) = Look(phase);
            bar.Append(cell, style);
        }
        return bar;
    }

    private static Paragraph Legend()
    {
        var legend = new Paragraph();
        foreach (
            var (phase, text) in new[]
            {
                (WaterfallPhase.Waiting, "waiting"),
                (WaterfallPhase.Starting, "starting"),
                (WaterfallPhase.UntilHealthy, "until healthy"),
            }
        )
        {
            var (cell, style) = Look(phase);
            legend.Append(cell, style).Append($" {text}   ", new Style(decoration: Decoration.Dim));
        }
        return legend;
    }

    private IReadOnlyList<string> Chain(StartupTimeline timeline, int width) =>
        StartupSummary.Chain(timeline) is { } chain ? canvas.Lines(new Text(chain), width) : [];

    // Shade as well as colour: the bars can be read without colours.
    private static (string Cell, Style Style) Look(WaterfallPhase phase) =>
        phase switch
        {
            WaterfallPhase.Waiting => ("·", new Style(decoration: Decoration.Dim)),
            WaterfallPhase.Starting => ("░", new Style(Color.Yellow)),
            WaterfallPhase.UntilHealthy => ("█", new Style(Color.Green)),
            WaterfallPhase.Failed => ("×", new Style(Color.Red)),
            _ => (" ", Style.Plain),
        };
}

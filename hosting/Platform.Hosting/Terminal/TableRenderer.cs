using Spectre.Console;

namespace Platform.Hosting.Terminal;

/// <summary>Draws the rows as a table that is no wider than the terminal: one line for each row, whatever it holds.</summary>
internal sealed class TableRenderer(SpectreCanvas canvas)
{
    private const int Gap = 2;
    private const int LeastError = 14;
    private static readonly string[] s_headers = ["Resource", "State", "Health", "Since", "URL", "Last error"];

    public IReadOnlyList<string> Render(IReadOnlyList<TableRow> rows, int width)
    {
        var cells = rows.Select(Cells).ToList();
        var widths = Widths(cells, width);
        if (widths.All(w => w <= 0))
        {
            return [];
        }
        var table = new Table().NoBorder().LeftAligned();
        var columns = Enumerable.Range(0, s_headers.Length).Where(i => widths[i] > 0).ToList();
        foreach (var i in columns)
        {
            var header = new Text(SpectreCanvas.Cut(s_headers[i], widths[i]), new Style(decoration: Decoration.Dim));
            table.AddColumn(
                new TableColumn(header) { Width = widths[i], NoWrap = true }
                    .PadLeft(0)
                    .PadRight(i == columns[^1] ? 0 : Gap)
            );
        }
        foreach (var (row, texts) in rows.Zip(cells))
        {
            table.AddRow(columns.Select(i => new Text(SpectreCanvas.Cut(texts[i], widths[i]), StyleOf(row, i))));
        }
        return canvas.Lines(table, width);
    }

    private static string[] Cells(TableRow row) =>
        [new string(' ', 2 * row.Depth) + row.Name, row.State, row.Health, row.Since, row.UrlText ?? "", row.Error ?? ""];

    /// <summary>Each column as wide as it needs; on a narrow terminal the error gets what is left, then the URL goes, then the name is cut.</summary>
    private static int[] Widths(List<string[]> cells, int width)
    {
        var widths = s_headers
            .Select((h, i) => Math.Max(h.Length, cells.Select(c => SpectreCanvas.Cells(c[i])).DefaultIfEmpty().Max()))
            .ToArray();
        if (cells.All(c => c[5].Length == 0))
        {
            widths[5] = 0;
        }
        var over = Over();
        if (over > 0 && widths[5] > LeastError)
        {
            widths[5] = Math.Max(LeastError, widths[5] - over);
        }
        foreach (var least in new (int Column, int Width)[] { (4, 0), (5, 0), (2, 0), (0, 8), (3, 0), (1, 4) })
        {
            over = Over();
            if (over > 0)
            {
                var left = widths[least.Column] - over;
                widths[least.Column] = left >= Math.Max(least.Width, 4) ? left : least.Width;
            }
        }
        return widths;

        int Over() => widths.Sum() + Gap * Math.Max(0, widths.Count(w => w > 0) - 1) - width;
    }

    private static Style StyleOf(TableRow row, int column) =>
        column switch
        {
            0 => new Style(decoration: row.Depth == 0 ? Decoration.Bold : Decoration.None),
            1 or 2 => new Style(ColourOf(row.Tone)),
            3 => new Style(decoration: Decoration.Dim),
            4 => new Style(Color.Blue, decoration: Decoration.Underline, link: row.Url),
            _ => row.Tone is Tone.Bad or Tone.Warning ? new Style(Color.Red) : new Style(decoration: Decoration.Dim),
        };

    private static Color ColourOf(Tone tone) =>
        tone switch
        {
            Tone.Good => Color.Green,
            Tone.Busy => Color.Aqua,
            Tone.Warning => Color.Yellow,
            Tone.Bad => Color.Red,
            _ => Color.Grey,
        };
}

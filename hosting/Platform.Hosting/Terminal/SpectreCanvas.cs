using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Platform.Hosting.Terminal;

/// <summary>Turns Spectre's renderables into lines of text with escape sequences, for a width that the caller gives.</summary>
internal sealed class SpectreCanvas
{
    private readonly StringWriter _text = new();
    private readonly Output _output;
    private readonly IAnsiConsole _console;

    /// <param name="colours">False to do without colours (NO_COLOR); links stay.</param>
    public SpectreCanvas(bool colours)
    {
        _output = new Output(_text);
        _console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = _output,
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );
    }

    public IReadOnlyList<string> Lines(IRenderable renderable, int width)
    {
        _output.Width = width;
        _text.GetStringBuilder().Clear();
        _console.Write(renderable);
        return _text.ToString().TrimEnd('\n').Split('\n').Select(l => l.TrimEnd('\r', ' ')).ToList();
    }

    /// <summary>The text, cut to so many cells of the terminal; what is cut ends with an ellipsis.</summary>
    public static string Cut(string text, int cells)
    {
        // Not from programs' output into the terminal: an escape sequence would break the table.
        var clean = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
        if (Cells(clean) <= cells)
        {
            return clean;
        }
        var kept = new StringBuilder();
        var used = 0;
        foreach (var rune in clean.EnumerateRunes())
        {
            used += Cells(rune.ToString());
            if (used > cells - 1)
            {
                break;
            }
            kept.Append(rune.ToString());
        }
        return cells <= 0 ? "" : kept.Append('…').ToString();
    }

    public static int Cells(string text) => new Segment(text).CellCount();

    private sealed class Output(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width { get; set; } = 80;

        public int Height => 1000;

        public void SetEncoding(Encoding encoding)
        {
            // The text is not encoded here.
        }
    }
}

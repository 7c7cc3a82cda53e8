using System.Text;

namespace Platform.Hosting.Terminal;

/// <summary>
/// The last lines of a terminal, drawn over and over in place: each frame is one write, overwrites the one before line by line and
/// erases what is left of it, so nothing flickers, shrinks or scrolls. (Spectre's LiveDisplay leaves remains when lines are printed
/// above it, and never shrinks.)
/// </summary>
internal sealed class LiveRegion(TextWriter terminal, Func<(int Width, int Height)> size) : IDisposable
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string BeginFrame = "\e[?2026h";
    private const string EndFrame = "\e[?2026l";
    private const string EraseToEndOfLine = "\e[K";
    private const string EraseBelow = "\e[J";
    private const string ClearScreen = "\e[2J\e[H";

    private IReadOnlyList<string> _drawn = [];
    private (int Width, int Height) _size;
    private bool _open;

    /// <summary>Prints <paramref name="above"/> for good and <paramref name="frame"/> under it in place of the last one; the frame must fit.</summary>
    public void Draw(IReadOnlyList<string> frame, IReadOnlyList<string> above)
    {
        var now = size();
        if (_open && above.Count == 0 && now == _size && frame.SequenceEqual(_drawn))
        {
            return;
        }
        var text = new StringBuilder(BeginFrame);
        if (!_open)
        {
            text.Append(HideCursor);
        }
        else if (now.Width != _size.Width)
        {
            // The terminal has wrapped the old lines anew: where they begin is not known any more.
            text.Append(ClearScreen);
        }
        else if (_drawn.Count > 0)
        {
            text.Append('\r').Append("\e[").Append(_drawn.Count).Append('A');
        }
        foreach (var line in above.Concat(frame))
        {
            text.Append(line).Append(EraseToEndOfLine).Append("\r\n");
        }
        text.Append(EraseBelow).Append(EndFrame);
        terminal.Write(text.ToString());
        terminal.Flush();
        (_drawn, _size, _open) = (frame, now, true);
    }

    /// <summary>Leaves the last frame where it is and gives the cursor back.</summary>
    public void Dispose()
    {
        if (_open)
        {
            _open = false;
            terminal.Write(ShowCursor);
            terminal.Flush();
        }
    }
}

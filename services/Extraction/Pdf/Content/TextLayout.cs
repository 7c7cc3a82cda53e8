using System.Text;

namespace Platform.Extraction.Pdf;

/// <summary>
/// Writes glyphs as lines, in the order in which they are drawn: a space where one begins well after the last one ended, a new line where it lies
/// on another base line or further back.
/// </summary>
internal sealed class TextLayout
{
    // All in parts of the font's height.
    private const double Gap = 0.15;
    private const double OtherLine = 0.5;
    private const double Back = 0.5;

    private readonly StringBuilder _text = new();
    private bool _begun;
    private double _x;
    private double _y;
    private double _height;

    /// <summary>Glyphs of which the font does not say what they mean; they are U+FFFD.</summary>
    public long Unknown { get; private set; }

    public int Length => _text.Length;

    /// <param name="direction">Along the line, of length 1.</param>
    /// <param name="text">Null if not known; nothing for a glyph that only moves.</param>
    public void Add(string? text, (double X, double Y) start, (double X, double Y) end, (double X, double Y) direction, double height)
    {
        if (text is null)
        {
            Unknown++;
            text = "\ufffd";
        }

        if (_begun)
        {
            Separate(start.X - _x, start.Y - _y, direction, Math.Max(1e-6, Math.Min(height, _height)));
        }

        foreach (var one in text)
        {
            Append(one);
        }

        (_begun, _x, _y, _height) = (true, end.X, end.Y, height);
        if (_text.Length > Limits.Characters)
        {
            throw RefusedException.TooLarge($"application/pdf: more than {Limits.Characters} characters");
        }
    }

    public void EndPage()
    {
        EndLine();
        _text.Append('\f');
        _begun = false;
    }

    public override string ToString() => _text.ToString();

    private void Separate(double dx, double dy, (double X, double Y) direction, double height)
    {
        var along = (dx * direction.X) + (dy * direction.Y);
        var across = Math.Abs((dx * direction.Y) - (dy * direction.X));
        if (across > OtherLine * height || along < -Back * height)
        {
            EndLine();
        }
        else if (along > Gap * height)
        {
            Append(' ');
        }
    }

    private void Append(char one)
    {
        switch (one)
        {
            case '\u00a0' or ' ' or '\t':
                if (_text.Length > 0 && _text[^1] is not (' ' or '\n' or '\f'))
                {
                    _text.Append(' ');
                }

                break;
            case '\ufb00':
                _text.Append("ff");
                break;
            case '\ufb01':
                _text.Append("fi");
                break;
            case '\ufb02':
                _text.Append("fl");
                break;
            case '\ufb03':
                _text.Append("ffi");
                break;
            case '\ufb04':
                _text.Append("ffl");
                break;
            default:
                if (!char.IsControl(one))
                {
                    _text.Append(one);
                }

                break;
        }
    }

    private void EndLine()
    {
        if (_text.Length > 0 && _text[^1] is ' ')
        {
            _text.Length--;
        }

        if (_text.Length > 0 && _text[^1] is not ('\n' or '\f'))
        {
            _text.Append('\n');
        }
    }
}

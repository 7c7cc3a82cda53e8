using System.Globalization;

namespace Platform.Extraction.Text;

/// <summary>What a text measures, counted as it passes.</summary>
internal sealed class TextCounts
{
    private long _lines;
    private long _words;
    private long _characters;
    private bool _inWord;
    private bool _inLine;

    /// <summary>Lines by line feeds, and the last one if it has no line feed; words by white space; characters as Unicode's scalar values.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var one in text)
        {
            _characters += char.IsLowSurrogate(one) ? 0 : 1;
            _inLine = one != '\n';
            _lines += _inLine ? 0 : 1;
            var white = char.IsWhiteSpace(one);
            _words += !white && !_inWord ? 1 : 0;
            _inWord = !white;
        }
    }

    public void WriteTo(IDictionary<string, string> properties)
    {
        properties["lines"] = (_lines + (_inLine ? 1 : 0)).ToString(CultureInfo.InvariantCulture);
        properties["words"] = _words.ToString(CultureInfo.InvariantCulture);
        properties["characters"] = _characters.ToString(CultureInfo.InvariantCulture);
    }
}

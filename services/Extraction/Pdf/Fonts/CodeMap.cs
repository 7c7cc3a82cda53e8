namespace Platform.Extraction.Pdf;

/// <summary>What a code means, or which glyph it chooses; and of how many bytes codes are.</summary>
internal sealed class CodeMap
{
    private readonly Dictionary<uint, string> _texts = [];
    private readonly List<(int Length, uint First, uint Last)> _spaces = [];
    private Range[] _textRanges = [];
    private Range[] _glyphRanges = [];

    public bool Vertical { get; init; }

    public string? Text(uint code) =>
        _texts.TryGetValue(code, out var text) ? text
        : Find(_textRanges, code) is { } range ? Plus(range.Text, code - range.First)
        : null;

    /// <returns>Null if the map does not say.</returns>
    public int? Glyph(uint code) => Find(_glyphRanges, code) is { } range ? (int)(range.Glyph + (code - range.First)) : null;

    /// <returns>How many of the bytes are one code, and the code.</returns>
    public (int Length, uint Code) Next(ReadOnlySpan<byte> bytes)
    {
        var code = 0u;
        for (var length = 1; length <= 4 && length <= bytes.Length; length++)
        {
            code = (code << 8) | bytes[length - 1];
            foreach (var space in _spaces)
            {
                if (space.Length == length && Within(code, space))
                {
                    return (length, code);
                }
            }
        }

        // In no range: as long as the shortest codes are, or two bytes if nothing is said.
        var shortest = Math.Min(bytes.Length, _spaces.Count is 0 ? 2 : _spaces.Min(space => space.Length));
        code = 0;
        foreach (var one in bytes[..shortest])
        {
            code = (code << 8) | one;
        }

        return (shortest, code);
    }

    // Each byte has its own range.
    private static bool Within(uint code, (int Length, uint First, uint Last) space)
    {
        for (var shift = 0; shift < space.Length * 8; shift += 8)
        {
            var one = (code >> shift) & 0xff;
            if (one < ((space.First >> shift) & 0xff) || one > ((space.Last >> shift) & 0xff))
            {
                return false;
            }
        }

        return true;
    }

    private static Range? Find(Range[] ranges, uint code)
    {
        var (low, high) = (0, ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].First <= code)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high >= 0 && code <= ranges[high].Last ? ranges[high] : null;
    }

    // The last character counts up.
    private static string Plus(string text, uint offset)
    {
        if (offset is 0 || text.Length is 0)
        {
            return text;
        }

        var pair = text.Length > 1 && char.IsSurrogatePair(text, text.Length - 2);
        var head = pair ? text[..^2] : text[..^1];
        var last = (pair ? (uint)char.ConvertToUtf32(text, text.Length - 2) : text[^1]) + offset;
        return last > 0x10ffff || last is >= 0xd800 and <= 0xdfff ? "\ufffd" : head + char.ConvertFromUtf32((int)last);
    }

    internal sealed record Range(uint First, uint Last, string Text, int Glyph);

    /// <summary>Collects a map; what is beyond the bound is left out.</summary>
    internal sealed class Builder
    {
        private readonly CodeMap _map;
        private readonly List<Range> _texts = [];
        private readonly List<Range> _glyphs = [];
        private int _count;

        public Builder(bool vertical) => _map = new() { Vertical = vertical };

        public void Space(int length, uint first, uint last)
        {
            if (length is >= 1 and <= 4 && _map._spaces.Count < 256)
            {
                _map._spaces.Add((length, first, last));
            }
        }

        public void Text(uint code, string text)
        {
            if (++_count <= Limits.CodeMappings)
            {
                _map._texts[code] = text;
            }
        }

        public void Texts(uint first, uint last, string text)
        {
            if (++_count <= Limits.CodeMappings && first <= last)
            {
                _texts.Add(new(first, last, text, 0));
            }
        }

        public void Glyphs(uint first, uint last, int glyph)
        {
            if (++_count <= Limits.CodeMappings && first <= last)
            {
                _glyphs.Add(new(first, last, "", glyph));
            }
        }

        public CodeMap Build()
        {
            _map._textRanges = [.. _texts.OrderBy(range => range.First)];
            _map._glyphRanges = [.. _glyphs.OrderBy(range => range.First)];
            return _map;
        }
    }
}

namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>Emoji (UTS #51): how far a sequence of pictures reaches.</summary>
internal static class Pictures
{
    private const char Joiner = '\u200D';
    private const char KeyCap = '\u20E3';
    private const char TextSelector = '\uFE0E';
    private const char PictureSelector = '\uFE0F';

    /// <summary>Where the emoji ends that <paramref name="text"/> begins with; 0 when it begins with none.</summary>
    public static int End(ReadOnlySpan<char> text)
    {
        var flags = WordClasses.Flags(text, 0, out var width);
        if (WordClasses.Class(flags) == WordClass.RegionalIndicator)
        {
            var second = Extended(text, width, text.Length);
            return second < text.Length && WordClasses.At(text, second, out var secondWidth) == WordClass.RegionalIndicator
                ? Extended(text, second + secondWidth, text.Length)
                : 0;
        }

        return text[0] is (>= '0' and <= '9') or '#' or '*' ? KeyCapEnd(text) : SequenceEnd(text);
    }

    private static int KeyCapEnd(ReadOnlySpan<char> text)
    {
        var end = Selected(text, 1);
        if (end + 1 < text.Length && text[end] == PictureSelector && text[end + 1] == KeyCap)
        {
            return Selected(text, end + 2);
        }

        // The cap is a combining mark itself.
        return text[1..end].Contains(KeyCap) ? end : 0;
    }

    private static int SequenceEnd(ReadOnlySpan<char> text)
    {
        var end = 0;
        for (var at = 0; at < text.Length; at = end)
        {
            var joined = at;
            while (at < text.Length && text[at] == Joiner)
            {
                at++;
            }

            if (at == text.Length)
            {
                break;
            }

            var next = PictureEnd(text, at);
            if (next == 0 || IsModifier(text, at) && end == 0 && joined < at)
            {
                break;
            }

            end = next;
            if (text[end - 1] != Joiner && (end == text.Length || text[end] != Joiner))
            {
                break;
            }
        }

        return end;
    }

    /// <summary>Of one picture with its skin and selector; 0 where none begins.</summary>
    private static int PictureEnd(ReadOnlySpan<char> text, int at)
    {
        if (IsModifier(text, at))
        {
            return Selected(text, at + 2);
        }

        if (!WordClasses.IsPicture(WordClasses.Flags(text, at, out var width)))
        {
            return 0;
        }

        var end = Selected(text, at + width);
        if (IsModifier(text, end) && PictureRanges.TakesModifier(width == 2 ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at]))
        {
            return Selected(text, end + 2);
        }

        return end < text.Length && text[end] == PictureSelector ? end + 1 : end;
    }

    private static bool IsModifier(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && text[at] == '\uD83C' && text[at + 1] is >= '\uDFFB' and <= '\uDFFF';

    private static int Extended(ReadOnlySpan<char> text, int at, int limit)
    {
        while (at < limit && WordClasses.At(text, at, out var width) == WordClass.Extend)
        {
            at += width;
        }

        return at;
    }

    private static int Selected(ReadOnlySpan<char> text, int at)
    {
        while (
            at < text.Length
            && text[at] is not (TextSelector or PictureSelector)
            && WordClasses.At(text, at, out var width) == WordClass.Extend
        )
        {
            at += width;
        }

        return at;
    }
}

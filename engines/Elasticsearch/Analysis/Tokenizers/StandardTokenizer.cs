namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>
/// Words by Unicode's rules (UAX #29) as Lucene's StandardTokenizer finds them: the longest match from each place; Han and Hiragana one by
/// one; what is no word is left out. A word that is too long is cut and goes on in the next token.
/// </summary>
internal sealed class StandardTokenizer(int maxTokenLength = 255) : Tokenizer
{
    [Flags]
    private enum Content
    {
        None = 0,
        Letters = 1,
        Hangul = 2,
        Numbers = 4,
        Katakana = 8,

        /// <summary>Something that joins parts of a word.</summary>
        Joints = 16,
    }

    public override void Tokenize(string text, TokenSink sink)
    {
        for (var at = 0; at < text.Length; )
        {
            var flags = WordClasses.Flags(text, at, out var width);
            if ((flags != 0 || text[at] is '#' or '*') && Token(Window(text, at), flags, width, out var type) is var length and > 0)
            {
                sink.Add(text.AsSpan(at, length), 1, at, at + length, type);
                width = length;
            }

            at += width;
        }
    }

    private ReadOnlySpan<char> Window(string text, int at)
    {
        if (text.Length - at <= maxTokenLength)
        {
            return text.AsSpan(at);
        }

        var window = text.AsSpan(at, maxTokenLength);
        return window.Length > 1 && char.IsHighSurrogate(window[^1]) ? window[..^1] : window;
    }

    private static int Token(ReadOnlySpan<char> text, byte flags, int width, out string type)
    {
        var @class = WordClasses.Class(flags);
        var end = 0;
        type = TokenTypes.Alphanumeric;
        switch (@class)
        {
            case WordClass.Han:
                type = TokenTypes.Ideographic;
                end = Extended(text, width);
                break;
            case WordClass.Hiragana:
                type = TokenTypes.Hiragana;
                end = Extended(text, width);
                break;
            case >= WordClass.Letter and <= WordClass.ExtendNumLet:
                end = Word(text, out type);
                break;
            default:
                if (WordClasses.IsComplex(flags))
                {
                    type = TokenTypes.SoutheastAsian;
                    end = Complex(text);
                }

                break;
        }

        // A picture wins when nothing is longer.
        if (
            text[0] >= 0x80
                ? WordClasses.IsPicture(flags) || @class is WordClass.RegionalIndicator || text[0] == '\u200D'
                : MayBeKeyCap(text)
        )
        {
            var picture = Pictures.End(text);
            if (picture > 0 && picture >= end)
            {
                type = TokenTypes.Emoji;
                return picture;
            }
        }

        return end;
    }

    private static bool MayBeKeyCap(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[1] > 0x7F && text[0] is (>= '0' and <= '9') or '#' or '*';

    private static int Extended(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] >= 0x80 && WordClasses.At(text, at, out var width) == WordClass.Extend)
        {
            at += width;
        }

        return at;
    }

    private static int Complex(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var flags = WordClasses.Flags(text, at, out var width);
            if (!WordClasses.IsComplex(flags) && WordClasses.Class(flags) != WordClass.Extend)
            {
                break;
            }

            at += width;
        }

        return at;
    }

    private static int Word(ReadOnlySpan<char> text, out string type)
    {
        var end = 0;
        var at = 0;
        var content = Content.None;
        var previous = WordClass.Other;
        while (at < text.Length)
        {
            var next = WordClasses.At(text, at, out var width);
            var after = Extended(text, at + width);
            if (next is WordClass.Letter or WordClass.Hangul or WordClass.HebrewLetter or WordClass.Numeric)
            {
                if (previous == WordClass.Katakana)
                {
                    break;
                }

                content |= next switch
                {
                    WordClass.Hangul => Content.Hangul,
                    WordClass.Numeric => Content.Numbers,
                    _ => Content.Letters,
                };
                end = after;
            }
            else if (next == WordClass.Katakana)
            {
                if (previous is not (WordClass.Other or WordClass.Katakana or WordClass.ExtendNumLet))
                {
                    break;
                }

                content |= Content.Katakana;
                end = after;
            }
            else if (next == WordClass.ExtendNumLet)
            {
                content |= Content.Joints;
                end = end == 0 ? 0 : after;
            }
            else if (next is >= WordClass.MidLetter and <= WordClass.DoubleQuote)
            {
                if (!Joins(previous, next, after < text.Length ? WordClasses.At(text, after, out _) : WordClass.Other))
                {
                    if (previous != WordClass.HebrewLetter || next != WordClass.SingleQuote)
                    {
                        break;
                    }

                    end = after;
                    previous = next;
                }

                content |= Content.Joints;
                at = after;
                continue;
            }
            else
            {
                break;
            }

            previous = next;
            at = after;
        }

        type = content switch
        {
            Content.Numbers or Content.Numbers | Content.Joints => TokenTypes.Number,
            Content.Hangul => TokenTypes.Hangul,
            Content.Katakana => TokenTypes.Katakana,
            _ => TokenTypes.Alphanumeric,
        };
        return end;
    }

    private static bool Joins(WordClass before, WordClass mid, WordClass after) =>
        mid switch
        {
            WordClass.MidLetter => IsLetter(before) && IsLetter(after),
            WordClass.MidNum => before == WordClass.Numeric && after == WordClass.Numeric,
            WordClass.DoubleQuote => before == WordClass.HebrewLetter && after == WordClass.HebrewLetter,
            _ => IsLetter(before) && IsLetter(after) || before == WordClass.Numeric && after == WordClass.Numeric,
        };

    private static bool IsLetter(WordClass @class) => @class is WordClass.Letter or WordClass.Hangul or WordClass.HebrewLetter;
}

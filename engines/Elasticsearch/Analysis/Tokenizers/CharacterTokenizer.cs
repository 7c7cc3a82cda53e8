using System.Globalization;
using System.Text;

namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>Runs of characters of a kind: of letters, or of all but white space.</summary>
internal sealed class CharacterTokenizer(Func<Rune, bool> isTokenCharacter, int maxTokenLength = 255) : Tokenizer
{
    public static CharacterTokenizer Letters { get; } = new(IsLetter);

    public static CharacterTokenizer Whitespace(int maxTokenLength = 255) => new(static c => !IsWhitespace(c), maxTokenLength);

    public static bool IsLetter(Rune c) => Rune.GetUnicodeCategory(c) <= UnicodeCategory.OtherLetter;

    /// <summary>Java's: the spaces that do not break a line are none.</summary>
    public static bool IsWhitespace(Rune c) =>
        c.Value is (>= 9 and <= 13) or (>= 0x1C and <= 0x20)
        || c.Value > 0x80 && c.Value is not (0x85 or 0xA0 or 0x2007 or 0x202F) && Rune.IsWhiteSpace(c);

    public override void Tokenize(string text, TokenSink sink)
    {
        var start = -1;
        for (var at = 0; at < text.Length; )
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var c, out var width);
            if (isTokenCharacter(c))
            {
                start = start < 0 ? at : start;
                at += width;
                if (at - start < maxTokenLength && at < text.Length)
                {
                    continue;
                }
            }
            else if (start < 0)
            {
                at += width;
                continue;
            }

            sink.Add(text.AsSpan(start, at - start), 1, start, at, TokenTypes.Word);
            start = -1;
        }
    }
}

namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Latin letters of full width become plain ones, Katakana of half width full ones (with their voice marks).</summary>
internal sealed class CjkWidthFilter : TokenFilter
{
    /// <summary>Full Katakana from U+FF65 to U+FF9F.</summary>
    private const string Katakana =
        "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";

    public override TokenStage Attach(TokenSink next) => new Stage(next);

    private static int Fold(ReadOnlySpan<char> term, Span<char> target)
    {
        var length = 0;
        foreach (var c in term)
        {
            var folded = c switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                '\uFF9E' or '\uFF9F' when length > 0 && Voiced(target[length - 1], c) is var voiced and not '\0' => voiced,
                >= '\uFF65' and <= '\uFF9F' => Katakana[c - 0xFF65],
                _ => c,
            };
            length -= c is '\uFF9E' or '\uFF9F' && folded is not ('\u3099' or '\u309A') ? 1 : 0;
            target[length++] = folded;
        }

        return length;
    }

    private static char Voiced(char kana, char mark) =>
        (mark, kana) switch
        {
            ('\uFF9F', 'ハ' or 'ヒ' or 'フ' or 'ヘ' or 'ホ') => (char)(kana + 2),
            ('\uFF9F', _) => '\0',
            (_, >= 'カ' and <= 'チ') when (kana & 1) == 1 => (char)(kana + 1),
            (_, 'ツ' or 'テ' or 'ト' or 'ハ' or 'ヒ' or 'フ' or 'ヘ' or 'ホ' or 'ヽ') => (char)(kana + 1),
            (_, 'ウ') => 'ヴ',
            (_, >= 'ワ' and <= 'ヲ') => (char)(kana + 8),
            _ => '\0',
        };

    private sealed class Stage(TokenSink next) : TokenStage(next)
    {
        private char[] buffer = new char[64];

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (!term.ContainsAnyInRange('\uFF01', '\uFF9F'))
            {
                Next.Add(term, positionIncrement, start, end, type);
                return;
            }

            if (term.Length > buffer.Length)
            {
                buffer = new char[term.Length];
            }

            var length = Fold(term, buffer);
            Next.Add(buffer.AsSpan(0, length), positionIncrement, start, end, type);
        }
    }
}

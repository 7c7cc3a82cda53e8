using System.Text;

namespace Search.Index;

/// <summary>
/// Korean as it is typed. A syllable is composed of up to five letters, and what a shopper has typed so far ends in a syllable that the next letter may
/// change: after <c>노트</c>, <c>ㅂ</c> gives <c>노틉</c>, and <c>ㅜ</c> then <c>노트부</c>. Letter by letter each is the beginning of the next.
/// </summary>
internal static class Hangul
{
    private const int First = 0xAC00;
    private const int Last = 0xD7A3;
    private const int Vowels = 21;
    private const int Finals = 28;

    private static readonly string[] Leads =
    [
        "ㄱ",
        "ㄲ",
        "ㄴ",
        "ㄷ",
        "ㄸ",
        "ㄹ",
        "ㅁ",
        "ㅂ",
        "ㅃ",
        "ㅅ",
        "ㅆ",
        "ㅇ",
        "ㅈ",
        "ㅉ",
        "ㅊ",
        "ㅋ",
        "ㅌ",
        "ㅍ",
        "ㅎ",
    ];

    // Vowels of two strokes are typed as two.
    private static readonly string[] Middles = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".Split(' ');

    // So are clusters at the end.
    private static readonly string[] Ends =
    [
        "",
        .. "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".Split(' '),
    ];

    /// <summary>Letters that stand alone and are typed as two, as an input method shows them between syllables.</summary>
    private static readonly Dictionary<char, string> Pairs =
        "ㄳ=ㄱㅅ ㄵ=ㄴㅈ ㄶ=ㄴㅎ ㄺ=ㄹㄱ ㄻ=ㄹㅁ ㄼ=ㄹㅂ ㄽ=ㄹㅅ ㄾ=ㄹㅌ ㄿ=ㄹㅍ ㅀ=ㄹㅎ ㅄ=ㅂㅅ ㅘ=ㅗㅏ ㅙ=ㅗㅐ ㅚ=ㅗㅣ ㅝ=ㅜㅓ ㅞ=ㅜㅔ ㅟ=ㅜㅣ ㅢ=ㅡㅣ"
            .Split(' ')
            .ToDictionary(pair => pair[0], pair => pair[2..]);

    /// <summary>Letter by letter, in lower case, words parted by one space.</summary>
    public static string Typed(string text)
    {
        var letters = new StringBuilder(text.Length * 2);
        foreach (var one in Compose(text))
        {
            if (one is >= (char)First and <= (char)Last)
            {
                var syllable = one - First;
                letters.Append(Leads[syllable / (Vowels * Finals)]);
                letters.Append(Middles[syllable / Finals % Vowels]);
                letters.Append(Ends[syllable % Finals]);
            }
            else if (Pairs.TryGetValue(one, out var pair))
                letters.Append(pair);
            else if (char.IsLetterOrDigit(one))
                letters.Append(char.ToLowerInvariant(one));
            else if (letters.Length > 0 && letters[^1] != ' ')
                letters.Append(' ');
        }
        return letters.ToString().TrimEnd();
    }

    /// <summary>The first letter of each syllable, words parted by one space; what is not Korean is left out.</summary>
    public static string Initials(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var one in Compose(text))
        {
            if (one is >= (char)First and <= (char)Last)
                letters.Append(Leads[(one - First) / (Vowels * Finals)]);
            else if (!char.IsLetterOrDigit(one) && letters.Length > 0 && letters[^1] != ' ')
                letters.Append(' ');
        }
        return letters.ToString().TrimEnd();
    }

    /// <summary>Whether it is nothing but consonants, which nobody types who means a word: first letters of syllables.</summary>
    public static bool IsInitials(string text) => text.Length > 0 && text.All(one => one is >= 'ㄱ' and <= 'ㅎ' or ' ');

    /// <summary>
    /// Syllables from the parts that some systems write them in (NFD). By Unicode's rule and not the runtime's: without tables for other languages
    /// (invariant globalization) that knows ASCII only.
    /// </summary>
    public static string Compose(string text)
    {
        if (!text.Any(one => one is >= '\u1100' and <= '\u11C2'))
            return text;
        var composed = new StringBuilder(text.Length);
        foreach (var one in text)
        {
            var before = composed.Length > 0 ? composed[^1] : '\0';
            if (one is >= '\u1161' and <= '\u1175' && before is >= '\u1100' and <= '\u1112')
                composed[^1] = (char)(First + ((before - 0x1100) * Vowels + one - 0x1161) * Finals);
            else if (one is >= '\u11A8' and <= '\u11C2' && before is >= (char)First and <= (char)Last && (before - First) % Finals == 0)
                composed[^1] = (char)(before + one - 0x11A7);
            else
                composed.Append(one);
        }
        return composed.ToString();
    }
}

namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>
/// M. F. Porter, "An algorithm for suffix stripping" (1980), with the two departures of his own later versions that Lucene has:
/// -bli becomes -ble, -logi becomes -log.
/// </summary>
internal ref struct PorterStemmer(Span<char> word, int length)
{
    private readonly Span<char> word = word;
    private int length = length;

    /// <summary>Where the stem ends that the step at hand looks at.</summary>
    private int stem;

    /// <returns>The stem's length; it is in the word's place. The word must have room for one letter more.</returns>
    public int Stem()
    {
        if (length > 2)
        {
            Plurals();
            PastAndProgressive();
            FinalY();
            Replace(Step2);
            Replace(Step3);
            Remove();
            FinalE();
        }

        return length;
    }

    private static readonly (string Ending, string With)[] Step2 = Rules(
        "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize "
            + "ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log"
    );

    private static readonly (string Ending, string With)[] Step3 = Rules("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");

    /// <summary>Of those that end alike the longest first.</summary>
    private static readonly string[] Step4 = "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".Split(' ');

    private static (string Ending, string With)[] Rules(string rules) =>
        [.. rules.Split(' ').Select(static rule => rule.Split(':')).Select(static rule => (rule[0], rule[1]))];

    private void Plurals()
    {
        if (word[length - 1] != 's')
        {
            return;
        }

        if (Ends("sses"))
        {
            length -= 2;
        }
        else if (Ends("ies"))
        {
            length -= 2;
        }
        else if (word[length - 2] != 's')
        {
            length--;
        }
    }

    private void PastAndProgressive()
    {
        if (Ends("eed"))
        {
            if (Measure() > 0)
            {
                length--;
            }

            return;
        }

        if (!(Ends("ed") || Ends("ing")) || !HasVowel())
        {
            return;
        }

        length = stem;
        if (Ends("at") || Ends("bl") || Ends("iz"))
        {
            word[length++] = 'e';
        }
        else if (length > 1 && word[length - 1] == word[length - 2] && IsConsonant(length - 1))
        {
            if (word[length - 1] is not ('l' or 's' or 'z'))
            {
                length--;
            }
        }
        else
        {
            stem = length;
            if (Measure() == 1 && IsShort(length))
            {
                word[length++] = 'e';
            }
        }
    }

    private void FinalY()
    {
        if (Ends("y") && HasVowel())
        {
            word[length - 1] = 'i';
        }
    }

    private void Replace((string Ending, string With)[] rules)
    {
        foreach (var (ending, with) in rules)
        {
            if (Ends(ending))
            {
                if (Measure() > 0)
                {
                    with.CopyTo(word[stem..]);
                    length = stem + with.Length;
                }

                return;
            }
        }
    }

    private void Remove()
    {
        foreach (var ending in Step4)
        {
            if (Ends(ending))
            {
                if (ending == "ion" && (stem == 0 || word[stem - 1] is not ('s' or 't')))
                {
                    continue;
                }

                if (Measure() > 1)
                {
                    length = stem;
                }

                return;
            }
        }
    }

    private void FinalE()
    {
        if (word[length - 1] == 'e')
        {
            stem = length;
            var measure = Measure();
            if (measure > 1 || measure == 1 && !IsShort(length - 1))
            {
                length--;
            }
        }

        if (word[length - 1] == 'l' && length > 1 && word[length - 2] == 'l')
        {
            stem = length;
            if (Measure() > 1)
            {
                length--;
            }
        }
    }

    private bool Ends(string ending)
    {
        if (!((ReadOnlySpan<char>)word[..length]).EndsWith(ending))
        {
            return false;
        }

        stem = length - ending.Length;
        return true;
    }

    private readonly bool IsConsonant(int at) =>
        word[at] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' => false,
            'y' => at == 0 || !IsConsonant(at - 1),
            _ => true,
        };

    private readonly bool HasVowel()
    {
        for (var i = 0; i < stem; i++)
        {
            if (!IsConsonant(i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How often a vowel is followed by a consonant in the stem.</summary>
    private readonly int Measure()
    {
        var measure = 0;
        var vowelBefore = false;
        for (var i = 0; i < stem; i++)
        {
            var consonant = IsConsonant(i);
            measure += consonant && vowelBefore ? 1 : 0;
            vowelBefore = !consonant;
        }

        return measure;
    }

    /// <summary>Consonant, vowel, consonant at the end, the last none of w, x, y.</summary>
    private readonly bool IsShort(int end) =>
        end > 2 && IsConsonant(end - 1) && !IsConsonant(end - 2) && IsConsonant(end - 3) && word[end - 1] is not ('w' or 'x' or 'y');
}

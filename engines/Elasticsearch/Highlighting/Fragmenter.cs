using System.Text;
using Platform.Engines.Elasticsearch.Analysis;

namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary>Marks the tokens of one value and cuts it, about every so many characters.</summary>
internal sealed class Fragmenter(string text, ScoredTokens scored, HighlightOptions options)
{
    /// <summary>Tokens that overlap are marked together, but not more of them than so.</summary>
    private const int MaxGroup = 50;

    private readonly StringBuilder marked = new();
    private readonly List<Fragment> fragments = [];
    private readonly HashSet<string> counted = new(StringComparer.Ordinal);
    private int written;
    private int fragmentStart;
    private float score;
    private int position = -1;
    private int waitFor = -1;

    /// <returns>In the text's order, those without a match too.</returns>
    public IReadOnlyList<Fragment> Run()
    {
        var (groupEnd, groupSize) = (0, 0);
        var (matchStart, matchEnd, matched) = (0, 0, false);
        for (var i = 0; i < scored.Tokens.Count; i++)
        {
            var token = scored.Tokens[i];
            if (groupSize > 0 && token.StartOffset >= groupEnd)
            {
                Write(matchStart, matchEnd, matched);
                groupSize = 0;
                if (StartsFragment(token, token.Position - scored.Tokens[i - 1].Position))
                {
                    Cut();
                }
            }

            var weight = scored.Weights[i];
            if (weight > 0 && counted.Add(token.Term))
            {
                score += weight;
            }

            if (groupSize == 0)
            {
                (matchStart, matchEnd, groupEnd, matched) = (token.StartOffset, token.EndOffset, token.EndOffset, weight > 0);
            }
            else if (groupSize < MaxGroup)
            {
                groupEnd = Math.Max(groupEnd, token.EndOffset);
                if (weight > 0)
                {
                    matchStart = matched ? Math.Min(matchStart, token.StartOffset) : token.StartOffset;
                    matchEnd = matched ? Math.Max(matchEnd, token.EndOffset) : token.EndOffset;
                    matched = true;
                }
            }

            groupSize++;
        }

        if (groupSize > 0)
        {
            Write(matchStart, matchEnd, matched);
        }

        Append(written, text.Length);
        Cut();
        return fragments;
    }

    /// <summary>
    /// Not inside a phrase that matches. Positions are counted as Lucene's SimpleSpanFragmenter does, which starts one too late and leaves
    /// out tokens that overlap: where a fragment ends is to be the same.
    /// </summary>
    private bool StartsFragment(Token token, int positionIncrement)
    {
        position += positionIncrement;
        if (waitFor > position)
        {
            return false;
        }

        waitFor = scored.MatchEnd(token.Term, position) + 1 ?? -1;
        return options.NumberOfFragments > 0
            && token.EndOffset >= options.FragmentSize * (fragments.Count + 1)
            && text.Length - token.EndOffset >= options.FragmentSize / 2;
    }

    private void Cut()
    {
        fragments.Add(new(marked.ToString(fragmentStart, marked.Length - fragmentStart), score));
        fragmentStart = marked.Length;
        score = 0;
        counted.Clear();
    }

    private void Write(int start, int end, bool matched)
    {
        Append(written, start);
        if (matched)
        {
            marked.Append(options.PreTag);
        }

        Append(start, end);
        if (matched)
        {
            marked.Append(options.PostTag);
        }

        written = Math.Max(written, end);
    }

    private void Append(int start, int end)
    {
        if (start >= end)
        {
            return;
        }

        if (!options.EncodeHtml)
        {
            marked.Append(text, start, end - start);
            return;
        }

        foreach (var c in text.AsSpan(start, end - start))
        {
            _ = c switch
            {
                '"' => marked.Append("&quot;"),
                '&' => marked.Append("&amp;"),
                '<' => marked.Append("&lt;"),
                '>' => marked.Append("&gt;"),
                '\'' => marked.Append("&#x27;"),
                '/' => marked.Append("&#x2F;"),
                _ => marked.Append(c),
            };
        }
    }
}

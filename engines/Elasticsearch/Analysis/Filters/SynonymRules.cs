namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Rules in Solr's form, single words only: <c>a, b</c> mean each other, <c>a =&gt; b, c</c> replaces.</summary>
internal sealed class SynonymRules
{
    private readonly Dictionary<string, Rule> rules = new(StringComparer.Ordinal);

    public Dictionary<string, Rule>.AlternateLookup<ReadOnlySpan<char>> Lookup => rules.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="analyzer">What the words go through before the filter: rules meet the words as they are then.</param>
    /// <param name="expand">Whether equivalent words all stand for each other; else for the first.</param>
    /// <exception cref="ElasticsearchException">A rule has more than one word on a side, or none.</exception>
    public static SynonymRules Parse(IEnumerable<string> lines, Analyzer analyzer, bool expand, bool lenient)
    {
        var parsed = new SynonymRules();
        foreach (var line in lines)
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            try
            {
                parsed.Add(line, analyzer, expand);
            }
            catch (ElasticsearchException) when (lenient)
            {
                // The setting's meaning: what is no rule is passed over.
            }
        }

        return parsed;
    }

    private void Add(string line, Analyzer analyzer, bool expand)
    {
        var sides = line.Split("=>");
        if (sides.Length > 2)
        {
            throw new ElasticsearchException(
                400,
                "illegal_argument_exception",
                $"failed to build synonyms: more than one explicit mapping specified on the same line [{line}]"
            );
        }

        var from = Words(sides[0], analyzer);
        if (sides.Length == 2)
        {
            var to = Words(sides[1], analyzer);
            foreach (var word in from)
            {
                Put(word, to, keepOriginal: false);
            }
        }
        else if (expand)
        {
            foreach (var word in from)
            {
                Put(word, from.Where(other => other != word), keepOriginal: true);
            }
        }
        else
        {
            foreach (var word in from)
            {
                Put(word, [from[0]], keepOriginal: false);
            }
        }
    }

    private void Put(string word, IEnumerable<string> others, bool keepOriginal)
    {
        var known = rules.GetValueOrDefault(word);
        rules[word] = new(known.KeepOriginal || keepOriginal, [.. (known.Words ?? []).Concat(others).Distinct()]);
    }

    private static List<string> Words(string side, Analyzer analyzer)
    {
        var words = new List<string>();
        foreach (var part in side.Split(',', StringSplitOptions.TrimEntries))
        {
            var tokens = analyzer.Analyze(part);
            words.Add(
                tokens.Count switch
                {
                    1 => tokens[0].Term,
                    0 => throw ElasticsearchException.IllegalArgument(
                        $"failed to build synonyms: term: {part} was completely eliminated by analyzer"
                    ),
                    _ => throw ElasticsearchException.Unsupported($"A synonym of several words [{part}]"),
                }
            );
        }

        return words;
    }

    internal readonly record struct Rule(bool KeepOriginal, string[] Words);
}

using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary>Elasticsearch's plain highlighter: analyzes the values again and marks what the query looks for.</summary>
public static class Highlighter
{
    /// <param name="values">Of the field, as the source has them.</param>
    /// <returns>Empty when nothing is to be shown. Of each value the best fragment comes first, as the plain highlighter has it.</returns>
    public static IReadOnlyList<string> Fragments(MappedField field, IReadOnlyList<string> values, Query query, HighlightOptions options)
    {
        if (field.Type is not (FieldType.Text or FieldType.Keyword))
        {
            return [];
        }

        var analyzer =
            field.Type == FieldType.Keyword ? AnalyzerCatalog.BuiltIn.Find("keyword")! : field.Analyzer ?? AnalyzerCatalog.BuiltIn.Default;
        var terms = new HighlightTerms(options.RequireFieldMatch ? field.Path : null);
        terms.Add(query);
        var fragments = terms.IsEmpty ? [] : Best(field, analyzer, values, terms, options);
        if (fragments.Count > 0)
        {
            return fragments;
        }

        return options.NoMatchSize > 0 && values.Count > 0 ? Beginning(analyzer, values[0], options.NoMatchSize) : [];
    }

    private static IReadOnlyList<string> Best(
        MappedField field,
        Analyzer analyzer,
        IReadOnlyList<string> values,
        HighlightTerms terms,
        HighlightOptions options
    )
    {
        var wanted = Math.Max(options.NumberOfFragments, 1);
        var best = new List<Fragment>();
        foreach (var value in values)
        {
            if (field.Type == FieldType.Keyword && value.Length > field.IgnoreAbove)
            {
                continue;
            }

            best.AddRange(
                new Fragmenter(value, new(analyzer.Analyze(value), terms), options)
                    .Run()
                    .Where(static fragment => fragment.Score > 0)
                    .OrderByDescending(static fragment => fragment.Score)
                    .Take(wanted)
            );
        }

        IEnumerable<Fragment> ordered = options.OrderByScore ? best.OrderByDescending(static fragment => fragment.Score) : best;
        return [.. ordered.Take(options.NumberOfFragments == 0 ? int.MaxValue : wanted).Select(static fragment => fragment.Text)];
    }

    /// <summary>So many characters at most, up to the end of a token.</summary>
    private static IReadOnlyList<string> Beginning(Analyzer analyzer, string value, int size)
    {
        var end = 0;
        foreach (var token in analyzer.Analyze(value))
        {
            if (token.EndOffset > size)
            {
                break;
            }

            end = token.EndOffset;
        }

        return end > 0 ? [value[..end]] : [];
    }
}

using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>The keywords of one field, document after document.</summary>
internal sealed class KeywordFieldBuilder(MappedField field, int documentCount)
{
    private readonly TermHash terms = new();
    private readonly List<(int Document, int Term)> values = [];

    public void Add(int document, string text)
    {
        if (text.Length <= field.IgnoreAbove)
        {
            values.Add((document, terms.Add(text)));
        }
    }

    public (KeywordColumn Column, InvertedField? Inverted)? Build()
    {
        if (values.Count == 0)
        {
            return null;
        }
        var order = terms.Sort(out var utf8);
        var dictionary = new TermDictionary.Builder();
        var ordinals = new int[order.Length];
        for (var ordinal = 0; ordinal < order.Length; ordinal++)
        {
            dictionary.Add(utf8[order[ordinal]], 0);
            ordinals[order[ordinal]] = ordinal;
        }
        return Build(dictionary, values.Select(value => (value.Document, ordinals[value.Term])), documentCount, field.Indexed);
    }

    /// <param name="values">Documents ascending; their ordinals in any order.</param>
    public static (KeywordColumn Column, InvertedField? Inverted) Build(
        TermDictionary.Builder dictionary,
        IEnumerable<(int Document, int Ordinal)> values,
        int documentCount,
        bool indexed
    )
    {
        var starts = new int[documentCount + 1];
        var ordinals = new List<int>(documentCount);
        var next = 0;
        foreach (var (document, ordinal) in values)
        {
            while (next <= document)
            {
                starts[next++] = ordinals.Count;
            }
            var at = ordinals.Count;
            while (at > starts[document] && ordinals[at - 1] > ordinal)
            {
                at--;
            }
            if (at == starts[document] || ordinals[at - 1] != ordinal)
            {
                ordinals.Insert(at, ordinal);
            }
        }
        while (next <= documentCount)
        {
            starts[next++] = ordinals.Count;
        }
        var single = ordinals.Count == documentCount;
        for (var document = 0; single && document < documentCount; document++)
        {
            single = starts[document] == document;
        }
        var frequencies = new int[dictionary.Count];
        ordinals.ForEach(ordinal => frequencies[ordinal]++);
        dictionary.SetFrequencies(frequencies);
        var column = new KeywordColumn(dictionary.Build(), [.. ordinals], single ? null : starts);
        return (column, indexed ? Invert(column, frequencies, ordinals.Count, documentCount) : null);
    }

    private static InvertedField Invert(KeywordColumn column, int[] frequencies, int total, int documentCount)
    {
        var ends = new int[frequencies.Length];
        for (int ordinal = 1; ordinal < ends.Length; ordinal++)
        {
            ends[ordinal] = ends[ordinal - 1] + frequencies[ordinal - 1];
        }
        var sorted = new int[total];
        var present = new Bits(documentCount);
        for (var document = 0; document < documentCount; document++)
        {
            foreach (var ordinal in column.Ordinals(document))
            {
                sorted[ends[ordinal]++] = document;
                present.Add(document);
            }
        }
        var writer = new PostingsWriter(false, null);
        var at = 0;
        foreach (var frequency in frequencies)
        {
            for (var end = at + frequency; at < end; at++)
            {
                writer.Add(sorted[at], 1);
            }
            writer.EndTerm();
        }
        return new()
        {
            Terms = column.Terms,
            Postings = writer.Build(),
            Norms = null,
            Present = present,
            DocumentCount = present.Count(),
            TotalTermFrequency = total,
        };
    }
}

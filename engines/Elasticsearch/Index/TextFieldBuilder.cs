using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Inverts the texts of one field, document after document.</summary>
internal sealed class TextFieldBuilder(MappedField field, int documentCount) : TokenSink
{
    private readonly TermHash terms = new();
    private readonly byte[]? norms = field.Norms ? new byte[documentCount] : null;
    private readonly Bits present = new(documentCount);
    private readonly Analyzer analyzer =
        field.Analyzer
        ?? throw new InvalidOperationException($"The text field {field.Path} has no analyzer; its mapping must give it one.");
    private int[] tokenTerms = new int[1 << 12];
    private int[] tokenPositions = new int[1 << 12];
    private int[] tokenDocuments = new int[1 << 12];
    private int[] occurrences = new int[1 << 9];
    private int[] frequencies = new int[1 << 9];
    private int[] lastDocuments = new int[1 << 9];
    private int tokens;
    private int document = -1;
    private int position;
    private int length;
    private int documentsWithTerm;
    private int tokensBefore;

    public void Add(int toDocument, string text)
    {
        if (toDocument != document)
        {
            EndDocument();
            (document, position, length) = (toDocument, -1, 0);
            present.Add(toDocument);
        }
        else
        {
            position += analyzer.PositionIncrementGap;
        }
        analyzer.Analyze(text, this);
    }

    public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
    {
        var number = terms.Add(term);
        if (number >= occurrences.Length)
        {
            Array.Resize(ref occurrences, number * 2);
            Array.Resize(ref frequencies, number * 2);
            Array.Resize(ref lastDocuments, number * 2);
        }
        if (tokens == tokenTerms.Length)
        {
            Array.Resize(ref tokenTerms, tokens * 2);
            Array.Resize(ref tokenPositions, tokens * 2);
            Array.Resize(ref tokenDocuments, tokens * 2);
        }
        position += positionIncrement;
        length += positionIncrement > 0 ? 1 : 0;
        occurrences[number]++;
        // Documents are kept plus one: 0 is none yet.
        if (lastDocuments[number] != document + 1)
        {
            lastDocuments[number] = document + 1;
            frequencies[number]++;
        }
        (tokenTerms[tokens], tokenPositions[tokens], tokenDocuments[tokens]) = (number, position, document);
        tokens++;
    }

    public InvertedField? Build()
    {
        EndDocument();
        if (document < 0)
        {
            return null;
        }
        var order = terms.Sort(out var utf8);
        var dictionary = new TermDictionary.Builder();
        var ends = new int[terms.Count];
        var next = 0;
        foreach (var number in order)
        {
            dictionary.Add(utf8[number], frequencies[number]);
            ends[number] = next;
            next += occurrences[number];
        }
        var sorted = new int[tokens];
        for (var token = 0; token < tokens; token++)
        {
            sorted[ends[tokenTerms[token]]++] = token;
        }
        return new()
        {
            Terms = dictionary.Build(),
            Postings = Write(sorted, order),
            Norms = norms,
            Present = present,
            DocumentCount = documentsWithTerm,
            TotalTermFrequency = tokens,
        };
    }

    private Postings Write(int[] sorted, int[] order)
    {
        var writer = new PostingsWriter(true, norms);
        var at = 0;
        foreach (var number in order)
        {
            for (var end = at + occurrences[number]; at < end; )
            {
                var current = tokenDocuments[sorted[at]];
                var (frequency, previous) = (0, 0);
                for (; at < end && tokenDocuments[sorted[at]] == current; at++, frequency++)
                {
                    var where = tokenPositions[sorted[at]];
                    writer.Positions.WriteNumber((uint)(where - previous));
                    previous = where;
                }
                writer.Add(current, frequency);
            }
            writer.EndTerm();
        }
        return writer.Build();
    }

    private void EndDocument()
    {
        if (document >= 0)
        {
            norms?[document] = LengthNorm.Encode(length);
            documentsWithTerm += tokens > tokensBefore ? 1 : 0;
            tokensBefore = tokens;
        }
    }
}

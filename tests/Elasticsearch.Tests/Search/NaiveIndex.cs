using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Tests.Search;

/// <summary>The reference: every document as lists of tokens, read again and again.</summary>
internal sealed class NaiveIndex
{
    private readonly Dictionary<long, TestDocument> bySeqNo = [];

    public void Put(TestDocument document, long seqNo) => bySeqNo[seqNo] = document;

    /// <summary>What a snapshot holds, deleted documents included, in its order.</summary>
    public List<NaiveDocument> Read(IndexSnapshot snapshot)
    {
        var documents = new List<NaiveDocument>();
        foreach (var segment in snapshot.Segments)
        {
            for (var document = 0; document < segment.DocumentCount; document++)
            {
                var original = bySeqNo[segment.SeqNo(document)];
                original.Id.ShouldBe(segment.Id(document));
                documents.Add(new(original, segment, document, segment.IsLive(document)));
            }
        }
        return documents;
    }
}

internal sealed class NaiveDocument(TestDocument original, Segment segment, int number, bool live)
{
    private readonly Dictionary<string, List<(string Term, int Position)>> tokens = new()
    {
        ["text"] = Tokens(TestMapping.Text, original.Text),
        ["title"] = Tokens(TestMapping.Title, original.Title),
        ["tag"] = [.. (original.Tags ?? []).Where(tag => tag.Length <= 20).Distinct().Select(tag => (tag, 0))],
    };

    public TestDocument Original => original;

    public Segment Segment => segment;

    public int Number => number;

    public bool Live => live;

    public List<(string Term, int Position)> Tokens(string field) => tokens.GetValueOrDefault(field, []);

    /// <summary>Places, not tokens: what stands at one place counts once.</summary>
    public int Length(string field) => field == "text" ? Tokens(field).Select(token => token.Position).Distinct().Count() : 1;

    public bool Has(string field) =>
        field switch
        {
            "text" => original.Text is { Length: > 0 },
            "title" => original.Title is { Length: > 0 },
            "tag" => Tokens("tag").Count > 0,
            _ => original.Prices is { Length: > 0 },
        };

    private static List<(string Term, int Position)> Tokens(MappedField field, string[]? values)
    {
        var all = new List<(string, int)>();
        var last = -1;
        foreach (var (i, value) in (values ?? []).Index())
        {
            var start = i == 0 ? -1 : last + field.Analyzer!.PositionIncrementGap;
            last = start;
            foreach (Token token in field.Analyzer!.Analyze(value))
            {
                last = start + 1 + token.Position;
                all.Add((token.Term, last));
            }
        }
        return all;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace SearchBench;

/// <summary>The index without a server: what Lucene is to Elasticsearch.</summary>
internal sealed class InProcess : IIndexMapping
{
    private const int IndexRounds = 5;
    private const int WarmRounds = 20;
    private const int Rounds = 15;

    private static readonly Analyzer Standard = AnalyzerCatalog.BuiltIn.Default;
    private static readonly MappedField Text = new()
    {
        Path = "text",
        Type = FieldType.Text,
        Analyzer = Standard,
        SearchAnalyzer = Standard,
    };
    private static readonly MappedField Category = new() { Path = "category", Type = FieldType.Keyword };
    private static readonly MappedField Price = new() { Path = "price", Type = FieldType.Long };

    public IReadOnlyCollection<MappedField> Fields { get; } = [Text, Category, Price];

    public MappedField? Find(string path) => Fields.FirstOrDefault(field => field.Path == path);

    /// <param name="lucene">Lucene's numbers by the same names; null: it did not run.</param>
    public static async Task RunAsync(Corpus corpus, Dictionary<string, double>? lucene)
    {
        var mapping = new InProcess();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (index, times) = (new DocumentIndex(), new List<double>());
        for (var round = 0; round < IndexRounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            index = Fill(corpus);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await index.Merging;
        }
        Console.WriteLine($"| {corpus.Texts.Length:N0} documents | ours | Lucene 8 | ratio |");
        Console.WriteLine("|---|---|---|---|");
        Row("index, the first time", times[0], "ms", lucene?["index-first"]);
        Row("index, warm", times.Skip(1).Min(), "ms", lucene?["index-warm"]);
        foreach (var kind in Corpus.Kinds)
        {
            Row($"{kind}, top 10", Ask(mapping, index, kind, corpus.Questions[kind]), "µs", lucene?[kind]);
        }
        Row("every match, summed up by category", Aggregate(index, mapping, corpus.Questions["term"]), "µs", lucene?["categories"]);
        Console.WriteLine();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(
            $"{index.Snapshot.Segments.Count} segments; {index.MemoryBytes >> 20} MB by the index's own account, sources included; {held >> 20} MB by the collector's."
        );
        GC.KeepAlive(index);
    }

    private static DocumentIndex Fill(Corpus corpus)
    {
        var index = new DocumentIndex();
        for (var i = 0; i < corpus.Texts.Length; i++)
        {
            var values = new IndexedValue[]
            {
                new(Text, corpus.Texts[i]),
                new(Category, corpus.Categories[i]),
                new(Price, null, corpus.Prices[i]),
            };
            index.Put(new($"{i}", Encoding.UTF8.GetBytes(corpus.Texts[i]), i, 1, values));
        }
        index.Refresh();
        return index;
    }

    private static double Ask(InProcess mapping, DocumentIndex index, string kind, string[] questions)
    {
        var queries = Array.ConvertAll(questions, question => Parse(kind, question));
        return Repeat(queries.Length, i => new IndexSearcher(index.Snapshot, mapping).Top(queries[i], 10, 1_000).Hits.Count);
    }

    private static Query Parse(string kind, string question)
    {
        var words = question.Split(' ');
        var terms = Array.ConvertAll(words, Query (word) => new TermQuery("text", word));
        return kind switch
        {
            "or3" => new BooleanQuery([], [], terms, [], 1),
            "and2" => new BooleanQuery(terms, [], [], [], 0),
            "phrase" => new PhraseQuery("text", [new(words[0], 0), new(words[1], 1)]),
            "fuzzy" => new FuzzyQuery("text", question, 1),
            "prefix" => new PrefixQuery("text", question),
            _ => terms[0],
        };
    }

    private static double Aggregate(DocumentIndex index, InProcess mapping, string[] questions) =>
        Repeat(
            questions.Length,
            i =>
            {
                var counts = new CategoryCounts();
                new IndexSearcher(index.Snapshot, mapping).Search(new TermQuery("text", questions[i]), false, counts);
                return counts.Counts.Count;
            }
        );

    /// <returns>Microseconds each, of the fastest round: what else runs on the machine only makes it slower.</returns>
    private static double Repeat(int count, Func<int, int> ask)
    {
        var times = new List<double>();
        for (var round = 0; round < WarmRounds + Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++)
            {
                ask(i);
            }
            times.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / count);
        }
        return times.Skip(WarmRounds).Min();
    }

    private static void Row(string name, double ours, string unit, double? lucene) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {ours:F0} {unit} | {(lucene is null ? "–" : $"{lucene:F0} {unit}")} | {(lucene is null ? "–" : $"{ours / lucene:F2}×")} |"
            )
        );

    private sealed class CategoryCounts : IHitCollector
    {
        private KeywordColumn? column;
        private int[] ordinals = [];

        public Dictionary<string, int> Counts { get; } = [];

        public void Enter(Segment segment)
        {
            Add();
            column = segment.Keywords("category");
            ordinals = new int[column?.TermCount ?? 0];
        }

        public bool Collect(int document, float score)
        {
            foreach (var ordinal in column!.Ordinals(document))
            {
                ordinals[ordinal]++;
            }
            return true;
        }

        private void Add()
        {
            for (var i = 0; i < ordinals.Length; i++)
            {
                Counts[column!.Term(i)] = Counts.GetValueOrDefault(column.Term(i)) + ordinals[i];
            }
        }
    }
}

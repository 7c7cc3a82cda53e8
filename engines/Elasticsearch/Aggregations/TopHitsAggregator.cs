using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Requests;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>The best hits of each bucket.</summary>
internal sealed class TopHitsAggregator : Aggregator
{
    private readonly SearchBody body;
    private readonly SortCriterion[] criteria;
    private readonly List<Top?> tops = [];
    private SortKeyReader[] readers = [];
    private ShardDocuments? places;
    private Segment segment = null!;
    private int view;

    private sealed class Top(HitQueue queue)
    {
        public HitQueue Queue => queue;

        public long Total { get; set; }

        public float MaxScore { get; set; } = float.NegativeInfinity;
    }

    public TopHitsAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        foreach (var property in spec.Body.Properties())
        {
            if (
                property.Name
                is not (
                    "from"
                    or "size"
                    or "sort"
                    or "_source"
                    or "docvalue_fields"
                    or "fields"
                    or "version"
                    or "seq_no_primary_term"
                    or "track_scores"
                )
            )
            {
                throw spec.Unsupported(property.Name);
            }
        }

        body = SearchBodyParser.Read(spec.Body, RequestParameters.None);
        if (!spec.Body.TryGetProperty("size", out _))
        {
            body = body with { Size = 3 };
        }

        if (body.From + (long)body.Size > 100)
        {
            throw ElasticsearchException.IllegalArgument(
                $"Top hits result window is too large, the top hits aggregator [{spec.Name}]'s from + size must be less than or equal to: [100] "
                    + $"but was [{body.From + (long)body.Size}]. This limit can be set by changing the [index.max_inner_result_window] index level setting."
            );
        }

        var asked = body.Sort.Count == 0 ? [new SortField("_score", false)] : body.Sort;
        criteria = [.. asked.Select(field => SortCriterion.Of(field, context.Views))];
    }

    protected override string TypeName => "top_hits";

    public override bool NeedsScores => body.NeedsScores;

    public override void EnterView(int view)
    {
        this.view = view;
        readers = [.. criteria.Select(criterion => new SortKeyReader(criterion, Context.Views[view]))];
        places = new(view, Context.Views[view].View.Snapshot);
    }

    public override void EnterSegment(Segment segment)
    {
        this.segment = segment;
        foreach (var reader in readers)
        {
            reader.Enter(segment);
        }
    }

    public override void Collect(int document, int bucket, float score)
    {
        while (tops.Count <= bucket)
        {
            tops.Add(null);
        }

        var top = tops[bucket] ??= new(new(criteria, body.From + body.Size));
        top.Total++;
        top.MaxScore = Math.Max(top.MaxScore, score);
        var place = places!.Of(segment, document);
        top.Queue.Offer(new(view, segment, document, place, score, [.. readers.Select(reader => reader.Read(document, place, score))]));
    }

    protected override void Write(Utf8JsonWriter writer, int bucket)
    {
        var top = (uint)bucket < (uint)tops.Count ? tops[bucket] : null;
        writer.WriteStartObject("hits");
        HitWriter.WriteTotal(writer, top?.Total ?? 0, lowerBound: false, Context.Body.TotalAsNumber);
        HitWriter.WriteMaxScore(writer, top is not null && NeedsScores ? top.MaxScore : float.NaN);
        writer.WriteStartArray("hits");
        foreach (var hit in top?.Queue.Drain().Skip(body.From) ?? [])
        {
            HitWriter.Write(writer, hit, body, body.Sort.Count == 0 ? [] : criteria, Context.Views[hit.View], new MatchAllQuery());
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

using System.Text.Json;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary><c>min</c>, <c>max</c>, <c>avg</c>, <c>sum</c> and <c>stats</c>.</summary>
internal sealed class MetricAggregator : Aggregator
{
    private readonly NumberSource source;
    private readonly ValueFormat format;
    private Figures[] figures = [];

    /// <summary>Sums are compensated, as Elasticsearch's are: many small numbers are not lost in a large one.</summary>
    private struct Figures
    {
        public long Count;
        public double Sum;
        public double Lost;
        public double Min;
        public double Max;

        public void Add(double value)
        {
            if (Count++ == 0)
            {
                (Min, Max) = (value, value);
            }
            else
            {
                (Min, Max) = (Math.Min(Min, value), Math.Max(Max, value));
            }

            if (!double.IsFinite(value) || !double.IsFinite(Sum))
            {
                Sum += value;
                return;
            }

            var corrected = value - Lost;
            var sum = Sum + corrected;
            Lost = sum - Sum - corrected;
            Sum = sum;
        }
    }

    public MetricAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        var options = new FieldOptions(spec);
        source = options.Numbers(context);
        format = ValueFormat.Of(spec, source.Field, options.Format);
    }

    protected override string TypeName => Spec.Type;

    public override void EnterView(int view) => source.EnterView(view);

    public override void EnterSegment(Segment segment) => source.EnterSegment(segment);

    public override void Collect(int document, int bucket, float score)
    {
        var values = source.Values(document);
        if (values.IsEmpty)
        {
            return;
        }

        if (bucket >= figures.Length)
        {
            Array.Resize(ref figures, Math.Max(bucket + 1, figures.Length * 2));
        }

        foreach (var value in values)
        {
            figures[bucket].Add(source.Read(value));
        }
    }

    private Figures Of(int bucket) => (uint)bucket < (uint)figures.Length ? figures[bucket] : default;

    private static double? Figure(string name, Figures of) =>
        name switch
        {
            "sum" => of.Sum,
            "count" => of.Count,
            _ when of.Count == 0 => null,
            "min" => of.Min,
            "max" => of.Max,
            _ => of.Sum / of.Count,
        };

    public override double Value(ReadOnlySpan<string> path, int bucket)
    {
        var of = Of(bucket);
        if (Spec.Type == "stats")
        {
            return path is ["min" or "max" or "avg" or "sum" or "count"]
                ? Figure(path[0], of) ?? double.NaN
                : throw ElasticsearchException.IllegalArgument(
                    $"Invalid aggregation order path [{string.Join('.', [Spec.Name, .. path])}]. "
                        + (
                            path.IsEmpty
                                ? "When ordering on a multi-value metrics aggregation a metric name must be specified."
                                : $"Unknown metric name [{path[0]}] on multi-value metrics aggregation [{Spec.Name}]"
                        )
                );
        }

        return path is [] or ["value"] ? Figure(Spec.Type, of) ?? double.NaN : base.Value(path, bucket);
    }

    protected override void Write(Utf8JsonWriter writer, int bucket)
    {
        var of = Of(bucket);
        if (Spec.Type != "stats")
        {
            WriteFigure(writer, "value", Figure(Spec.Type, of));
            if (of.Count > 0 && !format.IsRaw)
            {
                writer.WriteString("value_as_string", format.Print(Figure(Spec.Type, of)!.Value));
            }

            return;
        }

        writer.WriteNumber("count", of.Count);
        string[] names = ["min", "max", "avg", "sum"];
        foreach (var name in names)
        {
            WriteFigure(writer, name, Figure(name, of));
        }

        if (of.Count > 0 && !format.IsRaw)
        {
            foreach (var name in names)
            {
                writer.WriteString($"{name}_as_string", format.Print(Figure(name, of)!.Value));
            }
        }
    }

    private static void WriteFigure(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            JavaNumbers.Write(writer, name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}

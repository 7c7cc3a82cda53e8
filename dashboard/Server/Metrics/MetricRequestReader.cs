using System.Text;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Metrics;

/// <summary>Reads opentelemetry.proto.collector.metrics.v1: the numbers are the fields' of that file.</summary>
internal static class MetricRequestReader
{
    /// <summary>False where the bytes are no such request.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MetricRequest request)
    {
        request = new MetricRequest();
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader is { Field: 1, Wire: WireType.LengthDelimited } && !ReadResource(reader.Bytes, request))
            {
                return false;
            }
        }
        return !reader.Malformed;
    }

    private static bool ReadResource(ReadOnlySpan<byte> bytes, MetricRequest request)
    {
        var resource = new SentResource();
        request.Resources.Add(resource);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field, reader.Wire)
            {
                case (1, WireType.LengthDelimited):
                    if (!OtlpAttributes.TryRead(reader.Bytes, field: 1, out var attributes))
                    {
                        return false;
                    }
                    resource.Attributes = attributes;
                    break;
                case (2, WireType.LengthDelimited):
                    if (!ReadScope(reader.Bytes, resource, request))
                    {
                        return false;
                    }
                    break;
            }
        }
        return !reader.Malformed;
    }

    private static bool ReadScope(ReadOnlySpan<byte> bytes, SentResource resource, MetricRequest request)
    {
        var scope = new SentScope();
        resource.Scopes.Add(scope);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field, reader.Wire)
            {
                case (1, WireType.LengthDelimited):
                    var name = new ProtoReader(reader.Bytes);
                    while (name.Next())
                    {
                        if (name is { Field: 1, Wire: WireType.LengthDelimited })
                        {
                            scope.Name = Text(name.Bytes);
                        }
                        else if (name is { Field: 2, Wire: WireType.LengthDelimited })
                        {
                            scope.Version = Text(name.Bytes);
                        }
                    }
                    if (name.Malformed)
                    {
                        return false;
                    }
                    break;
                case (2, WireType.LengthDelimited):
                    if (!ReadMetric(reader.Bytes, scope, request))
                    {
                        return false;
                    }
                    break;
            }
        }
        return !reader.Malformed;
    }

    private static bool ReadMetric(ReadOnlySpan<byte> bytes, SentScope scope, MetricRequest request)
    {
        var metric = new SentMetric();
        scope.Metrics.Add(metric);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader.Wire != WireType.LengthDelimited)
            {
                continue;
            }
            switch (reader.Field)
            {
                case 1:
                    metric.Name = Text(reader.Bytes);
                    break;
                case 2:
                    metric.Description = Text(reader.Bytes);
                    break;
                case 3:
                    metric.Unit = Text(reader.Bytes);
                    break;
                case 5 or 7 or 9 or 10 or 11:
                    if (!ReadData(reader.Field, reader.Bytes, metric, request))
                    {
                        return false;
                    }
                    break;
            }
        }
        return !reader.Malformed;
    }

    private static bool ReadData(int field, ReadOnlySpan<byte> bytes, SentMetric metric, MetricRequest request)
    {
        var isMonotonic = false;
        var temporality = 0ul;
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field, reader.Wire)
            {
                case (1, WireType.LengthDelimited):
                    var point = new SentPoint();
                    var read = field switch
                    {
                        9 => HistogramPointReader.TryRead(reader.Bytes, point, request),
                        10 => ExponentialPointReader.TryRead(reader.Bytes, point, request),
                        11 => SummaryPointReader.TryRead(reader.Bytes, point),
                        _ => NumberPointReader.TryRead(reader.Bytes, point),
                    };
                    if (!read)
                    {
                        return false;
                    }
                    if (point.IsEmpty || field is 5 or 7 || point.Distribution is not null)
                    {
                        metric.Points.Add(point);
                    }
                    break;
                case (2, WireType.Varint):
                    temporality = reader.Bits;
                    break;
                case (3, WireType.Varint):
                    isMonotonic = reader.Bits != 0;
                    break;
            }
        }
        metric.IsDelta = field is 7 or 9 or 10 && temporality == 1;
        metric.Kind = field switch
        {
            5 => InstrumentKind.Gauge,
            7 => isMonotonic ? InstrumentKind.Counter : InstrumentKind.UpDownCounter,
            11 => InstrumentKind.Summary,
            _ => InstrumentKind.Histogram,
        };
        return !reader.Malformed;
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

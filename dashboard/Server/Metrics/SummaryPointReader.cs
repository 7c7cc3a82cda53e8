using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Metrics;

/// <summary>Reads a <c>SummaryDataPoint</c>.</summary>
internal static class SummaryPointReader
{
    public static bool TryRead(ReadOnlySpan<byte> bytes, SentPoint point)
    {
        var attributes = new List<KeyValuePair<string, string>>();
        var quantiles = new List<KeyValuePair<double, double>>();
        var (count, sum) = (0L, 0d);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field, reader.Wire)
            {
                case (2, WireType.Fixed64):
                    point.Start = reader.Int64;
                    break;
                case (3, WireType.Fixed64):
                    point.Time = reader.Int64;
                    break;
                case (4, WireType.Fixed64):
                    count = reader.Int64;
                    break;
                case (5, WireType.Fixed64):
                    sum = reader.Double;
                    break;
                case (6, WireType.LengthDelimited):
                    if (!TryReadQuantile(reader.Bytes, quantiles))
                    {
                        return false;
                    }
                    break;
                case (7, WireType.LengthDelimited):
                    if (!OtlpAttributes.TryReadItem(reader.Bytes, attributes))
                    {
                        return false;
                    }
                    break;
                case (8, WireType.Varint or WireType.Fixed32):
                    point.IsEmpty = (reader.Bits & 1) != 0;
                    break;
            }
        }
        point.Attributes = attributes.Count == 0 ? AttributeSet.Empty : new AttributeSet(attributes);
        point.Distribution = new SummaryDistribution(count, sum, [.. quantiles.OrderBy(item => item.Key)]);
        return !reader.Malformed;
    }

    private static bool TryReadQuantile(ReadOnlySpan<byte> bytes, List<KeyValuePair<double, double>> into)
    {
        var (share, value) = (0d, 0d);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader is { Field: 1, Wire: WireType.Fixed64 })
            {
                share = reader.Double;
            }
            else if (reader is { Field: 2, Wire: WireType.Fixed64 })
            {
                value = reader.Double;
            }
        }
        into.Add(new(share, value));
        return !reader.Malformed;
    }
}

using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Metrics;

/// <summary>Reads an <c>ExponentialHistogramDataPoint</c>.</summary>
internal static class ExponentialPointReader
{
    public static bool TryRead(ReadOnlySpan<byte> bytes, SentPoint point, MetricRequest request)
    {
        var attributes = new List<KeyValuePair<string, string>>();
        var (count, sum, scale, zeroCount) = (0L, 0d, 0, 0L);
        var (positive, negative) = (ExponentialBuckets.None, ExponentialBuckets.None);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field, reader.Wire)
            {
                case (1, WireType.LengthDelimited):
                    if (!OtlpAttributes.TryReadItem(reader.Bytes, attributes))
                    {
                        return false;
                    }
                    break;
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
                case (6, WireType.Varint):
                    scale = ZigZag(reader.Bits);
                    break;
                case (7, WireType.Fixed64):
                    zeroCount = reader.Int64;
                    break;
                case (8, WireType.LengthDelimited):
                    if (!TryReadBuckets(reader.Bytes, out positive))
                    {
                        return false;
                    }
                    break;
                case (9, WireType.LengthDelimited):
                    if (!TryReadBuckets(reader.Bytes, out negative))
                    {
                        return false;
                    }
                    break;
                case (10, WireType.Varint or WireType.Fixed32):
                    point.IsEmpty = (reader.Bits & 1) != 0;
                    break;
                case (11, WireType.LengthDelimited):
                    if (!ExemplarReader.TryRead(reader.Bytes, point))
                    {
                        return false;
                    }
                    break;
            }
        }
        if (reader.Malformed)
        {
            return false;
        }
        point.Attributes = attributes.Count == 0 ? AttributeSet.Empty : new AttributeSet(attributes);
        if (scale is < ExponentialDistribution.LowestScale or > ExponentialDistribution.HighestScale)
        {
            request.Reject($"An exponential histogram has scale {scale}: between -10 and 20 is known.");
        }
        else if (count < 0 || zeroCount < 0 || positive.Counts.Any(item => item < 0) || negative.Counts.Any(item => item < 0))
        {
            request.Reject("An exponential histogram's count is beyond what can be counted.");
        }
        else
        {
            point.Distribution = ExponentialDistribution.Of(count, double.IsFinite(sum) ? sum : 0, scale, zeroCount, positive, negative);
            if (point.Distribution is null)
            {
                request.Reject("An exponential histogram has more buckets than there are numbers.");
            }
        }
        return true;
    }

    private static bool TryReadBuckets(ReadOnlySpan<byte> bytes, out ExponentialBuckets buckets)
    {
        var offset = 0;
        var counts = new List<long>();
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field, reader.Wire)
            {
                case (1, WireType.Varint):
                    offset = ZigZag(reader.Bits);
                    break;
                case (2, WireType.Varint):
                    counts.Add(reader.Int64);
                    break;
                case (2, WireType.LengthDelimited):
                    if (!PackedVarints.TryRead(reader.Bytes, counts))
                    {
                        buckets = ExponentialBuckets.None;
                        return false;
                    }
                    break;
            }
        }
        buckets = new ExponentialBuckets(offset, [.. counts]);
        return !reader.Malformed;
    }

    private static int ZigZag(ulong bits)
    {
        var value = (uint)bits;
        return (int)(value >> 1) ^ -(int)(value & 1);
    }
}

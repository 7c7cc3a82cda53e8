using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Metrics;

/// <summary>Reads a <c>HistogramDataPoint</c>.</summary>
internal static class HistogramPointReader
{
    public static bool TryRead(ReadOnlySpan<byte> bytes, SentPoint point, MetricRequest request)
    {
        var attributes = new List<KeyValuePair<string, string>>();
        var (count, sum) = (0L, 0d);
        var (counts, bounds) = (new List<long>(), new List<double>());
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
                case (6, WireType.Fixed64):
                    counts.Add(reader.Int64);
                    break;
                case (6, WireType.LengthDelimited):
                    if (!TryReadPacked(reader.Bytes, counts))
                    {
                        return false;
                    }
                    break;
                case (7, WireType.Fixed64):
                    bounds.Add(reader.Double);
                    break;
                case (7, WireType.LengthDelimited):
                    var bits = new List<long>();
                    if (!TryReadPacked(reader.Bytes, bits))
                    {
                        return false;
                    }
                    bounds.AddRange(bits.Select(BitConverter.Int64BitsToDouble));
                    break;
                case (8, WireType.LengthDelimited):
                    if (!ExemplarReader.TryRead(reader.Bytes, point))
                    {
                        return false;
                    }
                    break;
                case (9, WireType.LengthDelimited):
                    if (!OtlpAttributes.TryReadItem(reader.Bytes, attributes))
                    {
                        return false;
                    }
                    break;
                case (10, WireType.Varint or WireType.Fixed32):
                    point.IsEmpty = (reader.Bits & 1) != 0;
                    break;
            }
        }
        if (reader.Malformed)
        {
            return false;
        }
        point.Attributes = attributes.Count == 0 ? AttributeSet.Empty : new AttributeSet(attributes);
        if (Fault(count, counts, bounds) is { } fault)
        {
            request.Reject(fault);
            return true;
        }
        point.Distribution = new ExplicitDistribution(count, double.IsFinite(sum) ? sum : 0, [.. bounds], [.. counts]);
        return true;
    }

    private static bool TryReadPacked(ReadOnlySpan<byte> bytes, List<long> into)
    {
        if (bytes.Length % 8 != 0)
        {
            return false;
        }
        foreach (var value in MemoryMarshal.Cast<byte, long>(bytes))
        {
            into.Add(BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
        }
        return true;
    }

    private static string? Fault(long count, List<long> counts, List<double> bounds)
    {
        if (count < 0 || counts.Any(item => item < 0))
        {
            return "A histogram's count is beyond what can be counted.";
        }
        if (counts.Count != 0 && counts.Count != bounds.Count + 1)
        {
            return $"A histogram has {counts.Count} buckets for {bounds.Count} bounds: there must be one more.";
        }
        for (var i = 0; i < bounds.Count; i++)
        {
            if (double.IsNaN(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1]))
            {
                return "A histogram's bounds do not ascend.";
            }
        }
        return null;
    }
}

using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Metrics;

/// <summary>Reads a <c>NumberDataPoint</c>.</summary>
internal static class NumberPointReader
{
    public static bool TryRead(ReadOnlySpan<byte> bytes, SentPoint point)
    {
        var attributes = new List<KeyValuePair<string, string>>();
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
                    point.Value = reader.Double;
                    break;
                case (5, WireType.LengthDelimited):
                    if (!ExemplarReader.TryRead(reader.Bytes, point))
                    {
                        return false;
                    }
                    break;
                case (6, WireType.Fixed64):
                    point.Value = reader.Int64;
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
        return !reader.Malformed;
    }
}

/// <summary>Reads an <c>Exemplar</c>; one without a trace leads nowhere and is left out.</summary>
internal static class ExemplarReader
{
    public static bool TryRead(ReadOnlySpan<byte> bytes, SentPoint point)
    {
        var (time, value, trace, span) = (0L, 0d, UInt128.Zero, 0ul);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field, reader.Wire)
            {
                case (2, WireType.Fixed64):
                    time = reader.Int64;
                    break;
                case (3, WireType.Fixed64):
                    value = reader.Double;
                    break;
                case (4, WireType.LengthDelimited) when reader.Bytes.Length == 8:
                    span = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(reader.Bytes);
                    break;
                case (5, WireType.LengthDelimited) when reader.Bytes.Length == 16:
                    trace = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(reader.Bytes);
                    break;
                case (6, WireType.Fixed64):
                    value = reader.Int64;
                    break;
            }
        }
        if (trace != 0)
        {
            point.Exemplars.Add(new Exemplar(time, value, trace, span));
        }
        return !reader.Malformed;
    }
}

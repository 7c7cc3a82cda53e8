using System.Buffers.Binary;
using System.Text;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>Decodes what the stores keep. It never throws: what does not decode is left out.</summary>
public static class OtlpDecoder
{
    private const int Deepest = 100;

    /// <summary>Field and wire type in one number, as they are on the wire.</summary>
    internal static int Tag(in ProtoReader reader) => (reader.Field << 3) | (int)reader.Wire;

    internal static string Text(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? "" : Encoding.UTF8.GetString(utf8);

    /// <summary>0 unless it has sixteen bytes.</summary>
    internal static UInt128 TraceId(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 16 ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : default;

    /// <summary>0 unless it has eight bytes.</summary>
    internal static ulong SpanId(ReadOnlySpan<byte> bytes) => bytes.Length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;

    /// <summary>The <c>KeyValue</c>s that the message carries under the field.</summary>
    public static IReadOnlyList<KeyValuePair<string, AttributeValue>> Attributes(ReadOnlySpan<byte> message, int field) =>
        Attributes(message, field, 0);

    /// <summary>Decodes an <c>AnyValue</c>.</summary>
    public static AttributeValue Value(ReadOnlySpan<byte> anyValue) => Value(anyValue, 0);

    public static SpanData Span(ReadOnlySpan<byte> message, Scope scope)
    {
        var reader = new ProtoReader(message);
        string name = "",
            state = "",
            status = "";
        uint flags = 0,
            attributesDropped = 0,
            eventsDropped = 0,
            linksDropped = 0;
        List<SpanEvent>? events = null;
        List<SpanLink>? links = null;
        while (reader.Next())
        {
            switch (Tag(reader))
            {
                case (3 << 3) | 2:
                    state = Text(reader.Bytes);
                    break;
                case (5 << 3) | 2:
                    name = Text(reader.Bytes);
                    break;
                case 10 << 3:
                    attributesDropped = (uint)reader.Bits;
                    break;
                case (11 << 3) | 2:
                    (events ??= []).Add(Event(reader.Bytes));
                    break;
                case 12 << 3:
                    eventsDropped = (uint)reader.Bits;
                    break;
                case (13 << 3) | 2:
                    (links ??= []).Add(Link(reader.Bytes));
                    break;
                case 14 << 3:
                    linksDropped = (uint)reader.Bits;
                    break;
                case (15 << 3) | 2:
                    status = StatusMessage(reader.Bytes);
                    break;
                case (16 << 3) | 5:
                    flags = (uint)reader.Bits;
                    break;
            }
        }
        return new SpanData
        {
            Name = name,
            Scope = scope,
            StatusMessage = status,
            TraceState = state,
            Flags = flags,
            Attributes = Attributes(message, 9),
            Events = events ?? [],
            Links = links ?? [],
            DroppedAttributes = attributesDropped,
            DroppedEvents = eventsDropped,
            DroppedLinks = linksDropped,
        };
    }

    public static LogData Log(ReadOnlySpan<byte> message, Scope scope)
    {
        var reader = new ProtoReader(message);
        string severity = "",
            eventName = "";
        uint flags = 0,
            dropped = 0;
        var observed = 0L;
        AttributeValue body = default;
        while (reader.Next())
        {
            switch (Tag(reader))
            {
                case (3 << 3) | 2:
                    severity = Text(reader.Bytes);
                    break;
                case (5 << 3) | 2:
                    body = Value(reader.Bytes);
                    break;
                case 7 << 3:
                    dropped = (uint)reader.Bits;
                    break;
                case (8 << 3) | 5:
                    flags = (uint)reader.Bits;
                    break;
                case (11 << 3) | 1:
                    observed = Nanoseconds(reader.Bits);
                    break;
                case (12 << 3) | 2:
                    eventName = Text(reader.Bytes);
                    break;
            }
        }
        return new LogData
        {
            Body = body,
            Scope = scope,
            SeverityText = severity,
            EventName = eventName,
            Flags = flags,
            ObservedTime = observed,
            Attributes = Attributes(message, 6),
            DroppedAttributes = dropped,
        };
    }

    internal static long Nanoseconds(ulong bits) => (long)Math.Min(bits, long.MaxValue);

    private static SpanEvent Event(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var time = 0L;
        var name = "";
        uint dropped = 0;
        while (reader.Next())
        {
            switch (Tag(reader))
            {
                case (1 << 3) | 1:
                    time = Nanoseconds(reader.Bits);
                    break;
                case (2 << 3) | 2:
                    name = Text(reader.Bytes);
                    break;
                case 4 << 3:
                    dropped = (uint)reader.Bits;
                    break;
            }
        }
        return new SpanEvent(time, name, Attributes(message, 3), dropped);
    }

    private static SpanLink Link(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        UInt128 trace = default;
        ulong span = 0;
        var state = "";
        uint dropped = 0,
            flags = 0;
        while (reader.Next())
        {
            switch (Tag(reader))
            {
                case (1 << 3) | 2:
                    trace = TraceId(reader.Bytes);
                    break;
                case (2 << 3) | 2:
                    span = SpanId(reader.Bytes);
                    break;
                case (3 << 3) | 2:
                    state = Text(reader.Bytes);
                    break;
                case 5 << 3:
                    dropped = (uint)reader.Bits;
                    break;
                case (6 << 3) | 5:
                    flags = (uint)reader.Bits;
                    break;
            }
        }
        return new SpanLink(trace, span, state, flags, Attributes(message, 4), dropped);
    }

    private static string StatusMessage(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var text = "";
        while (reader.Next())
        {
            if (Tag(reader) == ((2 << 3) | 2))
            {
                text = Text(reader.Bytes);
            }
        }
        return text;
    }

    private static IReadOnlyList<KeyValuePair<string, AttributeValue>> Attributes(ReadOnlySpan<byte> message, int field, int depth)
    {
        List<KeyValuePair<string, AttributeValue>>? attributes = null;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field && reader.Wire == WireType.LengthDelimited)
            {
                (attributes ??= []).Add(Pair(reader.Bytes, depth));
            }
        }
        return attributes ?? (IReadOnlyList<KeyValuePair<string, AttributeValue>>)[];
    }

    private static KeyValuePair<string, AttributeValue> Pair(ReadOnlySpan<byte> message, int depth)
    {
        var reader = new ProtoReader(message);
        var key = "";
        AttributeValue value = default;
        while (reader.Next())
        {
            switch (Tag(reader))
            {
                case (1 << 3) | 2:
                    key = Text(reader.Bytes);
                    break;
                case (2 << 3) | 2:
                    value = Value(reader.Bytes, depth);
                    break;
            }
        }
        return KeyValuePair.Create(key, value);
    }

    private static AttributeValue Value(ReadOnlySpan<byte> anyValue, int depth)
    {
        AttributeValue value = default;
        if (depth > Deepest)
        {
            return value;
        }
        var reader = new ProtoReader(anyValue);
        while (reader.Next())
        {
            value = Tag(reader) switch
            {
                (1 << 3) | 2 => AttributeValue.Of(Text(reader.Bytes)),
                2 << 3 => AttributeValue.Of(reader.Bits != 0),
                3 << 3 => AttributeValue.Of(reader.Int64),
                (4 << 3) | 1 => AttributeValue.Of(reader.Double),
                (5 << 3) | 2 => AttributeValue.Of(Items(reader.Bytes, depth + 1)),
                (6 << 3) | 2 => AttributeValue.Of(Attributes(reader.Bytes, 1, depth + 1)),
                (7 << 3) | 2 => AttributeValue.Of(reader.Bytes.ToArray()),
                _ => value,
            };
        }
        return value;
    }

    private static List<AttributeValue> Items(ReadOnlySpan<byte> array, int depth)
    {
        var items = new List<AttributeValue>();
        var reader = new ProtoReader(array);
        while (reader.Next())
        {
            if (Tag(reader) == ((1 << 3) | 2))
            {
                items.Add(Value(reader.Bytes, depth));
            }
        }
        return items;
    }
}

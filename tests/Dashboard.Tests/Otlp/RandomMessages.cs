using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Dashboard.Tests.Otlp;

/// <summary>Messages filled at random, by their descriptors: every field, now and then its extremes.</summary>
internal static class RandomMessages
{
    private const int Deepest = 7;
    private static readonly string[] Texts =
    [
        "",
        "a",
        "service.name",
        "POST /orders/{id}",
        "주문",
        "\"\\\u0000\n",
        "😀 한",
        new('x', 127),
        new('y', 300),
    ];
    private static readonly double[] Doubles =
    [
        0,
        -0.0,
        1.5,
        -3e300,
        double.Epsilon,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
    ];

    public static T Of<T>(Random random)
        where T : IMessage, new()
    {
        var message = new T();
        Fill(message, random, 0);
        return message;
    }

    private static void Fill(IMessage message, Random random, int depth)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (random.Next(depth < 2 ? 9 : 4) == 0 || (depth >= Deepest && field.FieldType == FieldType.Message))
            {
                continue;
            }
            if (field.IsRepeated)
            {
                var values = (System.Collections.IList)field.Accessor.GetValue(message);
                for (var count = depth < 3 ? random.Next(1, 3) : random.Next(2); count > 0; count--)
                {
                    values.Add(Value(field, random, depth));
                }
            }
            else if (field.ContainingOneof is not { IsSynthetic: false } || random.Next(3) == 0)
            {
                field.Accessor.SetValue(message, Value(field, random, depth));
            }
        }
    }

    private static object Value(FieldDescriptor field, Random random, int depth)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                var message = field.MessageType.Parser.ParseFrom(ReadOnlySpan<byte>.Empty);
                Fill(message, random, depth + 1);
                return message;
            case FieldType.String:
                return Texts[random.Next(Texts.Length)];
            case FieldType.Bytes:
                // Ids mostly have the length that they must have.
                var length =
                    random.Next(6) == 0 ? random.Next(3) * 8
                    : field.Name == "trace_id" ? 16
                    : 8;
                var bytes = new byte[length];
                random.NextBytes(bytes);
                return ByteString.CopyFrom(bytes);
            case FieldType.Bool:
                return random.Next(2) == 0;
            case FieldType.Double:
                return Doubles[random.Next(Doubles.Length)];
            case FieldType.Enum:
                return Enum.ToObject(field.EnumType.ClrType, field.EnumType.Values[random.Next(field.EnumType.Values.Count)].Number);
            case FieldType.Int32 or FieldType.SInt32:
                return (int)Number(random);
            case FieldType.UInt32 or FieldType.Fixed32:
                return (uint)Number(random);
            case FieldType.Int64 or FieldType.SFixed64:
                return Number(random);
            default:
                return (ulong)Number(random);
        }
    }

    private static long Number(Random random) =>
        random.Next(4) switch
        {
            0 => random.Next(-3, 3),
            1 => random.NextInt64(long.MinValue, long.MaxValue),
            2 => random.Next(2) == 0 ? long.MaxValue : long.MinValue,
            _ => random.Next(),
        };
}

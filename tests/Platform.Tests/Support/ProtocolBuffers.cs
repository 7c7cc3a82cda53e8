using System.Buffers.Binary;
using System.Text;

namespace Platform.Tests.Support;

/// <summary>A field of a message; what it holds depends on its type.</summary>
internal readonly record struct Field(int Number, ulong Value, ReadOnlyMemory<byte> Bytes);

/// <summary>Messages taken apart by the numbers of their fields.</summary>
internal static class ProtocolBuffers
{
    public static string Text(Field field) => Encoding.UTF8.GetString(field.Bytes.Span);

    public static string Hex(Field field) => Convert.ToHexStringLower(field.Bytes.Span);

    public static List<Field> Fields(ReadOnlyMemory<byte> message)
    {
        var fields = new List<Field>();
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    fields.Add(new(number, Varint(ref message), default));
                    break;
                case 1:
                    fields.Add(new(number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span), default));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    fields.Add(new(number, 0, message[..length]));
                    message = message[length..];
                    break;
                case 5:
                    fields.Add(new(number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span), default));
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7}.");
            }
        }
        return fields;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = message.Span[0];
            message = message[1..];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }
}

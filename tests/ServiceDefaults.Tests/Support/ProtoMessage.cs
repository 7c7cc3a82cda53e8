using System.Text;

namespace ServiceDefaults.Tests.Support;

/// <summary>The wire format of protocol buffers, just enough to look into a message without its generated class.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> fields = [];

    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var tag = Varint(bytes.Span, ref at);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    fields.Add((field, Varint(bytes.Span, ref at), default));
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes.Span, ref at);
                    fields.Add((field, 0, bytes.Slice(at, length)));
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7}.");
            }
        }
    }

    public bool Has(int field) => fields.Exists(one => one.Field == field);

    public ulong Number(int field) => fields.Find(one => one.Field == field).Number;

    public string Text(int field) => Encoding.UTF8.GetString(fields.Find(one => one.Field == field).Bytes.Span);

    public string Hex(int field) => Convert.ToHexStringLower(fields.Find(one => one.Field == field).Bytes.Span);

    public IEnumerable<ProtoMessage> Messages(int field) =>
        fields.Where(one => one.Field == field).Select(one => new ProtoMessage(one.Bytes));

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var one = bytes[at++];
            value |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80)
                return value;
        }
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Platform.Engines.Elasticsearch.Documents;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>What a record of the translog is, in its first byte.</summary>
internal enum TranslogKind : byte
{
    /// <summary>JSON, see <see cref="MetadataRecord"/>.</summary>
    Metadata = 1,

    /// <summary>Documents of one index, in the order of their sequence numbers.</summary>
    Operations = 2,
}

/// <summary>Writes documents and deletions of one index into one record.</summary>
internal sealed class OperationsWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    public OperationsWriter(int index)
    {
        Byte((byte)TranslogKind.Operations);
        Number(index);
    }

    public int Count { get; private set; }

    public int Length => buffer.WrittenCount;

    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public void Put(StoredDocument document)
    {
        Byte((byte)(document.Routing is null ? 1 : 2));
        Text(document.Id);
        Number(document.SeqNo);
        Number(document.Version);
        if (document.Routing is { } routing)
            Text(routing);
        Number(document.Source.Length);
        buffer.Write(document.Source.Span);
        Count++;
    }

    public void Delete(Tombstone deleted)
    {
        Byte(0);
        Text(deleted.Id);
        Number(deleted.SeqNo);
        Number(deleted.Version);
        Count++;
    }

    private void Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    private void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    private void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        buffer.Advance(Encoding.UTF8.GetBytes(value, buffer.GetSpan(length)));
    }
}

/// <summary>Reads what <see cref="OperationsWriter"/> wrote.</summary>
internal ref struct OperationsReader
{
    private ReadOnlySpan<byte> rest;

    public OperationsReader(ReadOnlySpan<byte> record)
    {
        rest = record[1..];
        Index = (int)Number();
    }

    public int Index { get; }

    public bool TryRead(out StoredDocument? document, out Tombstone deleted)
    {
        (document, deleted) = (null, default);
        if (rest.IsEmpty)
            return false;
        var kind = rest[0];
        rest = rest[1..];
        var (id, seqNo, version) = (Text(), Number(), Number());
        if (kind == 0)
        {
            deleted = new(id, seqNo, version);
            return true;
        }
        var routing = kind == 2 ? Text() : null;
        var length = (int)Number();
        document = new(id, rest[..length].ToArray(), seqNo, version, routing);
        rest = rest[length..];
        return true;
    }

    private long Number()
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(rest);
        rest = rest[8..];
        return value;
    }

    private string Text()
    {
        var length = (int)Number();
        var value = Encoding.UTF8.GetString(rest[..length]);
        rest = rest[length..];
        return value;
    }
}

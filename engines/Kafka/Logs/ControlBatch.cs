using System.Buffers.Binary;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>The batch of one record that ends a transaction in a partition.</summary>
/// <remarks>Source: https://kafka.apache.org/documentation/#controlbatch and EndTxnMarker.json.</remarks>
internal static class ControlBatch
{
    private const short Abort = 0;
    private const short Commit = 1;

    // Key: version and type. Value: version and the coordinator's epoch.
    private const int KeySize = 4;
    private const int ValueSize = 6;

    public static byte[] Write(long producerId, short producerEpoch, bool commit, int coordinatorEpoch, long timestamp)
    {
        Span<byte> record = stackalloc byte[32];
        record.Clear();
        // Attributes, timestamp delta and offset delta are 0.
        var at = 3;
        at += Varint.WriteSigned(record[at..], KeySize);
        BinaryPrimitives.WriteInt16BigEndian(record[(at + 2)..], commit ? Commit : Abort);
        at += KeySize;
        at += Varint.WriteSigned(record[at..], ValueSize);
        BinaryPrimitives.WriteInt32BigEndian(record[(at + 2)..], coordinatorEpoch);
        at += ValueSize;
        // No headers.
        at++;

        var batch = new byte[RecordBatch.HeaderSize + 1 + at];
        Varint.WriteSigned(batch.AsSpan(RecordBatch.HeaderSize), at);
        record[..at].CopyTo(batch.AsSpan(RecordBatch.HeaderSize + 1));
        RecordBatch.WriteHeader(
            batch,
            new RecordBatch(0, batch.Length, RecordBatch.CurrentMagic, 0, 0x30, 0, timestamp, timestamp, producerId, producerEpoch, -1, 1)
        );
        return batch;
    }

    /// <summary>What a marker says; null for a control batch that is no marker of a transaction.</summary>
    public static (bool Commits, int CoordinatorEpoch)? Read(ReadOnlySpan<byte> batch)
    {
        // Every length and delta is one byte in the markers that we write, and others write none here.
        const int typeAt = RecordBatch.HeaderSize + 1 + 3 + 1 + 2;
        const int epochAt = typeAt + 2 + 1 + 2;
        if (batch.Length < epochAt + 4)
        {
            return null;
        }

        return BinaryPrimitives.ReadInt16BigEndian(batch[typeAt..]) switch
        {
            Abort => (false, BinaryPrimitives.ReadInt32BigEndian(batch[epochAt..])),
            Commit => (true, BinaryPrimitives.ReadInt32BigEndian(batch[epochAt..])),
            _ => null,
        };
    }
}

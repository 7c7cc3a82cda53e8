using System.Text;
using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>Record batches as producers send them.</summary>
internal static class Batches
{
    public static byte[] Of(params string[] values) => Of(values, baseTimestamp: 1_000);

    /// <summary>Records a millisecond apart.</summary>
    public static byte[] Of(
        string[] values,
        long baseTimestamp = 1_000,
        long producerId = -1,
        short epoch = -1,
        int sequence = -1,
        bool transactional = false,
        string? key = null,
        short attributes = 0
    )
    {
        using var records = new MemoryStream();
        for (var i = 0; i < values.Length; i++)
        {
            WriteRecord(records, i, key, values[i]);
        }

        var batch = new byte[RecordBatch.HeaderSize + records.Length];
        records.ToArray().CopyTo(batch.AsSpan(RecordBatch.HeaderSize));
        var header = new RecordBatch(
            0,
            batch.Length,
            RecordBatch.CurrentMagic,
            0,
            transactional ? (short)(attributes + 0x10) : attributes,
            values.Length - 1,
            baseTimestamp,
            baseTimestamp + values.Length - 1,
            producerId,
            epoch,
            sequence,
            values.Length
        );
        RecordBatch.WriteHeader(batch, header);
        return batch;
    }

    /// <summary>The values in what a fetch gave, with their offsets.</summary>
    public static List<(long Offset, string Value)> Read(ReadOnlySpan<byte> records)
    {
        var read = new List<(long, string)>();
        while (records.Length >= RecordBatch.HeaderSize)
        {
            var batch = RecordBatch.Read(records);
            batch.ChecksumMatches(records).ShouldBeTrue();
            if (!batch.IsControl)
            {
                ReadValues(batch, records[RecordBatch.HeaderSize..batch.Size], read);
            }

            records = records[batch.Size..];
        }

        records.Length.ShouldBe(0);
        return read;
    }

    private static void WriteRecord(MemoryStream records, int delta, string? key, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var buffer = new byte[bytes.Length + 64];
        var at = 1;
        at += Varint.WriteSigned(buffer.AsSpan(at), delta);
        at += Varint.WriteSigned(buffer.AsSpan(at), delta);
        at += Varint.WriteSigned(buffer.AsSpan(at), key?.Length ?? -1);
        at += key is null ? 0 : Encoding.ASCII.GetBytes(key, buffer.AsSpan(at));
        at += Varint.WriteSigned(buffer.AsSpan(at), bytes.Length);
        bytes.CopyTo(buffer.AsSpan(at));
        at += bytes.Length;
        at += Varint.WriteSigned(buffer.AsSpan(at), 0);
        var length = new byte[5];
        records.Write(length.AsSpan(0, Varint.WriteSigned(length, at)));
        records.Write(buffer.AsSpan(0, at));
    }

    private static void ReadValues(RecordBatch batch, ReadOnlySpan<byte> records, List<(long Offset, string Value)> into)
    {
        for (var i = 0; i < batch.RecordCount; i++)
        {
            Signed(ref records);
            records = records[1..];
            Signed(ref records);
            var offset = batch.BaseOffset + Signed(ref records);
            var key = Signed(ref records);
            records = records[(int)Math.Max(0, key)..];
            var value = (int)Signed(ref records);
            into.Add((offset, Encoding.UTF8.GetString(records[..value])));
            records = records[value..];
            Signed(ref records).ShouldBe(0);
        }
    }

    private static long Signed(ref ReadOnlySpan<byte> records)
    {
        Varint.TryReadSigned(records, out var value, out var length).ShouldBeTrue();
        records = records[length..];
        return value;
    }
}

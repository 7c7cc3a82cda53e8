using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>What a produced batch is checked against.</summary>
/// <param name="MaxBytes"><c>max.message.bytes</c> of the topic.</param>
/// <param name="ZstdAllowed">Produce v7 and later, KIP-110.</param>
/// <param name="KeyRequired">Compacted topics refuse records without key.</param>
internal readonly record struct BatchRules(int MaxBytes, bool ZstdAllowed = true, bool KeyRequired = false);

/// <summary>Checks what a producer sent for one partition before anything of it is kept.</summary>
/// <remarks>Source: the broker's answers, which the protocol's error table describes; one batch a partition since Produce v3.</remarks>
internal static class RecordBatchValidator
{
    /// <summary>The error, with a sentence for clients that show it; <see cref="ErrorCode.None"/> with the header otherwise.</summary>
    public static (ErrorCode Error, string? Message) Check(ReadOnlySpan<byte> records, BatchRules rules, out RecordBatch batch)
    {
        batch = default;
        if (records.Length <= 16)
        {
            return (ErrorCode.InvalidRecord, "A produce request has one record batch a partition; this one has none.");
        }

        if (RecordBatch.MagicOf(records) != RecordBatch.CurrentMagic)
        {
            return (
                ErrorCode.UnsupportedForMessageFormat,
                $"Message format {RecordBatch.MagicOf(records)} is not served, only {RecordBatch.CurrentMagic}."
            );
        }

        if (records.Length < RecordBatch.HeaderSize)
        {
            return (ErrorCode.CorruptMessage, "The record batch is cut off.");
        }

        batch = RecordBatch.Read(records);
        if (batch.Size < RecordBatch.HeaderSize || batch.Size > records.Length)
        {
            return (ErrorCode.CorruptMessage, $"The record batch says {batch.Size} bytes, {records.Length} came.");
        }

        if (batch.Size < records.Length)
        {
            return (ErrorCode.InvalidRecord, "A produce request has exactly one record batch a partition.");
        }

        if (batch.Size > rules.MaxBytes)
        {
            return (ErrorCode.MessageTooLarge, $"The record batch has {batch.Size} bytes; max.message.bytes is {rules.MaxBytes}.");
        }

        if (!batch.ChecksumMatches(records))
        {
            return (ErrorCode.CorruptMessage, "The record batch does not match its CRC-32C.");
        }

        return CheckContent(records[RecordBatch.HeaderSize..], rules, batch);
    }

    private static (ErrorCode Error, string? Message) CheckContent(ReadOnlySpan<byte> records, BatchRules rules, RecordBatch batch)
    {
        if (batch.IsControl)
        {
            return (ErrorCode.InvalidRecord, "Clients may not write control batches.");
        }

        if (batch.RecordCount < 1 || batch.LastOffsetDelta != batch.RecordCount - 1)
        {
            return (
                ErrorCode.InvalidRecord,
                $"The batch counts {batch.RecordCount} records and ends with offset delta {batch.LastOffsetDelta}."
            );
        }

        if (batch.HasProducer && (batch.ProducerEpoch < 0 || batch.BaseSequence < 0))
        {
            return (
                ErrorCode.InvalidRecord,
                $"Producer {batch.ProducerId} sent epoch {batch.ProducerEpoch}, sequence {batch.BaseSequence}."
            );
        }

        if (batch.IsTransactional && !batch.HasProducer)
        {
            return (ErrorCode.InvalidRecord, "A transactional batch names its producer.");
        }

        if (batch.Compression > 4 || (batch.Compression == 4 && !rules.ZstdAllowed))
        {
            return (ErrorCode.UnsupportedCompressionType, $"Codec {batch.Compression} is not allowed in this version of Produce.");
        }

        // Compressed records pass through as they are: what is in them only consumers read.
        return batch.Compression != 0 ? (ErrorCode.None, null) : CheckRecords(records, rules, batch.RecordCount);
    }

    private static (ErrorCode Error, string? Message) CheckRecords(ReadOnlySpan<byte> records, BatchRules rules, int count)
    {
        var walk = new RecordWalk(records);
        var seen = 0;
        while (walk.MoveNext())
        {
            if (walk.Current.OffsetDelta != seen++)
            {
                return (ErrorCode.InvalidRecord, $"Record {seen - 1} of the batch has offset delta {walk.Current.OffsetDelta}.");
            }

            if (rules.KeyRequired && !walk.Current.HasKey)
            {
                return (ErrorCode.InvalidRecord, "A compacted topic takes no record without a key.");
            }
        }

        return walk.AtEnd && seen == count
            ? (ErrorCode.None, null)
            : (ErrorCode.InvalidRecord, $"The batch counts {count} records, and {seen} could be read.");
    }
}

using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions.Apis;

internal static class TransactionErrors
{
    /// <summary>For versions that are older than PRODUCER_FENCED: all of AddPartitionsToTxn, AddOffsetsToTxn and EndTxn that are served.</summary>
    public static ErrorCode Classic(ErrorCode error) => error is ErrorCode.ProducerFenced ? ErrorCode.InvalidProducerEpoch : error;
}

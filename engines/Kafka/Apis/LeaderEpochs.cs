using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Fencing by leader epoch (KIP-320), where there is one leader for ever.</summary>
internal static class LeaderEpochs
{
    private const int NotGiven = -1;

    public static ErrorCode Check(int epochOfClient) =>
        epochOfClient is NotGiven or PartitionLog.LeaderEpoch ? ErrorCode.None
        : epochOfClient < PartitionLog.LeaderEpoch ? ErrorCode.FencedLeaderEpoch
        : ErrorCode.UnknownLeaderEpoch;
}

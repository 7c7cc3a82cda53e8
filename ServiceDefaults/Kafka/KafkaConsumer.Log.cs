using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Kafka;

internal sealed partial class KafkaConsumer
{
    [LoggerMessage(LogLevel.Information, "Group {Group} was assigned {Partitions}")]
    private partial void LogAssigned(string group, string partitions);

    [LoggerMessage(LogLevel.Warning, "Group {Group} could not read just now ({Code}): {Reason}")]
    private partial void LogPollFailed(string group, ErrorCode code, string reason);

    [LoggerMessage(LogLevel.Error, "The consumer of group {Group} failed, and is made anew")]
    private partial void LogLost(Exception error, string group);

    [LoggerMessage(LogLevel.Debug, "Group {Group} does not know its topics yet: {Reason}")]
    private partial void LogNoTopics(string group, string reason);

    [LoggerMessage(LogLevel.Warning, "A handler of group {Group} does not heed its cancellation; its message will be processed again")]
    private partial void LogStillRunning(string group);

    [LoggerMessage(LogLevel.Debug, "Group {Group} has no consumer: {Reason}")]
    private partial void LogNotStarted(string group, string reason);

    [LoggerMessage(LogLevel.Debug, "Group {Group} did not store the offset of {Topic}/{Partition}@{Offset}: {Reason}")]
    private partial void LogNotStored(string group, string topic, int partition, long offset, string reason);
}

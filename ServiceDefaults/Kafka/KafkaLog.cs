using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>One client's own log lines. A broker that is away is told once in half a minute, not at every attempt to reconnect.</summary>
internal sealed partial class KafkaLog(string connection, ILogger logger)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private long lastToldAt;

    public void Write(LogMessage message)
    {
        var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        // librdkafka tells of a connection twice, as a log line and as an error: the error has the better words.
        if (message.Facility is "FAIL" or "ERROR")
            level = LogLevel.Debug;
        LogClient(level, connection, message.Facility, message.Message);
    }

    public void Write(Error error)
    {
        if (error.IsFatal)
            LogFatal(connection, error.Code, error.Reason);
        else if (!IsConnection(error.Code))
            LogError(connection, error.Code, error.Reason);
        else if (MayTell())
            LogAway(connection, error.Reason);
        else
            LogAwayStill(connection, error.Reason);
    }

    private static bool IsConnection(ErrorCode code) =>
        code
            is ErrorCode.Local_Transport
                or ErrorCode.Local_AllBrokersDown
                or ErrorCode.Local_Resolve
                or ErrorCode.Local_TimedOut
                or ErrorCode.Local_TimedOutQueue;

    private bool MayTell()
    {
        lock (gate)
        {
            if (lastToldAt != 0 && Stopwatch.GetElapsedTime(lastToldAt) < Silence)
                return false;
            lastToldAt = Stopwatch.GetTimestamp();
            return true;
        }
    }

    [LoggerMessage("Kafka '{Connection}' {Facility}: {Message}")]
    private partial void LogClient(LogLevel level, string connection, string facility, string message);

    [LoggerMessage(LogLevel.Warning, "Kafka '{Connection}' is away, trying again: {Reason}")]
    private partial void LogAway(string connection, string reason);

    [LoggerMessage(LogLevel.Debug, "Kafka '{Connection}' is still away: {Reason}")]
    private partial void LogAwayStill(string connection, string reason);

    [LoggerMessage(LogLevel.Warning, "Kafka '{Connection}' {Code}: {Reason}")]
    private partial void LogError(string connection, ErrorCode code, string reason);

    [LoggerMessage(LogLevel.Error, "Kafka '{Connection}' failed for good ({Code}), the client is made anew: {Reason}")]
    private partial void LogFatal(string connection, ErrorCode code, string reason);
}

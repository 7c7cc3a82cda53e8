using Microsoft.Extensions.Logging;

namespace Platform.Engines.Kafka.Server;

/// <summary>What a broker does by the clock: flushing, retention, closing quiet connections.</summary>
internal sealed class Maintenance(BrokerNode node, Func<IEnumerable<ClientConnection>> connections, ILogger logger) : IBrokerService
{
    private const int BrokenSeconds = 30;

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _running = RunAsync();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var period = node.Config.Milliseconds("log.flush.interval.ms");
        using var clock = new PeriodicTimer(period, node.Time);
        var (retained, seconds) = (node.Time.GetTimestamp(), Math.Max(period.TotalSeconds, 0.001));
        try
        {
            while (await clock.WaitForNextTickAsync(_stop.Token))
            {
                Flush();
                Quiet(seconds);
                if (node.Time.GetElapsedTime(retained) >= node.Config.Milliseconds("log.retention.check.interval.ms"))
                {
                    retained = node.Time.GetTimestamp();
                    Retain();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The broker stops.
        }
    }

    private void Flush() => Each("flushed", static log => log.Flush());

    private void Retain() => Each("cleaned", static log => log.Retain());

    private void Each(string what, Action<Logs.PartitionLog> action)
    {
        foreach (var partition in node.Topics.All.SelectMany(topic => topic.Partitions))
        {
            try
            {
                action(partition.Log);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                logger.LogError("{Topic}/{Partition} could not be {What}: {Reason}", partition.Topic, partition.Index, what, fault.Message);
            }
        }
    }

    private void Quiet(double seconds)
    {
        var idle = (long)(node.Config.Milliseconds("connections.max.idle.ms").TotalSeconds / seconds);
        foreach (var connection in connections().Where(connection => connection.IsQuiet(idle, (long)(BrokenSeconds / seconds))))
        {
            logger.LogInformation(
                "Connection {Id} from {Client} was silent for too long",
                connection.Info.Id,
                connection.Info.RemoteAddress
            );
            connection.Abort();
        }
    }
}

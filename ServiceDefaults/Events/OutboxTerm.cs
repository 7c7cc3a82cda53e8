using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Kafka;

namespace Platform.ServiceDefaults.Events;

/// <summary>The time during which this replica relays: one session that holds the lock, one producer. When either fails, both go.</summary>
internal sealed partial class OutboxTerm(
    NpgsqlConnection connection,
    OutboxTable table,
    IKafkaProducer producer,
    string source,
    OutboxOptions options,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>A broker that answers does so long before; while it does not, the session is watched.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    private readonly OutboxHolds holds = new(options, time);
    private volatile bool told;

    /// <summary>Publishes whatever is committed, until cancelled or until the session or the producer fails.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        connection.Notification += (_, _) => told = true;
        await table.ListenAsync(cancellationToken);
        while (true)
        {
            // Before the look: what is told during it has the table looked at again.
            told = false;
            var rows = await table.ReadAsync(holds.Current, options.BatchSize, cancellationToken);
            if (rows.Count > 0)
                await PublishAsync(rows, cancellationToken);
            else if (!told)
                await connection.WaitAsync(holds.Next, cancellationToken);
        }
    }

    private async Task PublishAsync(List<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var acknowledged = new ConcurrentQueue<long>();
        var chains = rows.GroupBy(row => (row.Message.Topic, row.Message.Key))
            .Select(chain => SendAsync([.. chain], acknowledged, cancellationToken))
            .ToList();
        var sending = Task.WhenAll(chains);
        try
        {
            await WatchAsync(sending, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The broker may have what it has not acknowledged yet: a replica that stops in good order leaves nothing to be told twice.
            await Task.WhenAny(sending, Task.Delay(Usual, CancellationToken.None));
            throw;
        }
        finally
        {
            if (!acknowledged.IsEmpty)
                await table.DeleteAsync(acknowledged, CancellationToken.None);
        }
        for (var i = 0; i < chains.Count; i++)
            Settle(await chains[i]);
    }

    /// <summary>One key's events, each after the one before it is acknowledged; stops at the first that is refused and returns it.</summary>
    private async Task<(OutboxRow Row, KafkaException? Refusal)> SendAsync(
        IReadOnlyList<OutboxRow> chain,
        ConcurrentQueue<long> acknowledged,
        CancellationToken cancellationToken
    )
    {
        foreach (var row in chain)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await producer.SendAsync(row.ToMessage(source), row.Parent);
                acknowledged.Enqueue(row.Id);
            }
            catch (KafkaException error) when (!error.Error.IsFatal)
            {
                return (row, error);
            }
        }
        return (chain[^1], null);
    }

    private void Settle((OutboxRow Row, KafkaException? Refusal) end)
    {
        var (topic, key, type, _) = end.Row.Message;
        if (end.Refusal is null)
        {
            holds.Release(topic, key);
            return;
        }
        holds.Hold(topic, key);
        LogRefused(type, end.Row.MessageId, topic, key, end.Refusal.Error.Reason);
    }

    /// <summary>Waits for the broker, for as long as it takes; a session that is lost meanwhile ends the term, as another replica takes over.</summary>
    private async Task WatchAsync(Task sending, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(sending, Task.Delay(Usual, cancellationToken)) != sending)
            cancellationToken.ThrowIfCancellationRequested();
        while (!sending.IsCompleted)
        {
            using var sent = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var watching = connection.WaitAsync(sent.Token);
            await Task.WhenAny(sending, watching);
            await sent.CancelAsync();
            try
            {
                await watching;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // All is sent: the session is needed again.
            }
        }
        await sending;
    }

    [LoggerMessage(
        LogLevel.Error,
        "Kafka refuses {Type} {Id} for {Topic}; it and what comes behind it under key {Key} are tried again: {Reason}"
    )]
    private partial void LogRefused(string type, Guid id, string topic, string key, string reason);
}

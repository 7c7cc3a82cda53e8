using Npgsql;

namespace Platform.ServiceDefaults.Events;

/// <summary>Events that leave the service, written with the change they tell of. A relay publishes them after the commit, in their order.</summary>
public interface IOutbox
{
    /// <summary>
    /// Adds <paramref name="message"/> within <paramref name="transaction"/>: it leaves if and only if that commits. Events of one key keep their
    /// order where the transactions that write them wait for each other: change the row that they tell of first.
    /// </summary>
    Task AddAsync(NpgsqlTransaction transaction, OutboxMessage message, CancellationToken cancellationToken) =>
        AddRangeAsync(transaction, [message], cancellationToken);

    /// <summary>Adds several in one go, in their order.</summary>
    Task AddRangeAsync(NpgsqlTransaction transaction, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken);
}

/// <summary>One event: events with the same key keep their order; the payload is JSON.</summary>
public sealed record OutboxMessage(string Topic, string Key, string Type, string Payload);

using Npgsql;

namespace Platform.Services;

/// <summary>Events that leave the service, written with the change they tell of. A relay publishes the rows later, in their order.</summary>
internal interface IOutbox
{
    /// <summary>Adds <paramref name="message"/> within <paramref name="transaction"/>: it leaves if and only if that commits.</summary>
    Task AddAsync(NpgsqlTransaction transaction, OutboxMessage message, CancellationToken cancellationToken);
}

/// <summary>One event: messages with the same key keep their order; the payload is JSON.</summary>
internal sealed record OutboxMessage(string Topic, string Key, string Type, string Payload);

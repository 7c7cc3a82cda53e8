using Npgsql;
using Platform.ServiceDefaults.Kafka;

namespace Platform.ServiceDefaults.Events;

/// <summary>What is known of an event besides its payload.</summary>
/// <param name="Id">The same at every delivery, and at no other event of its source.</param>
/// <param name="Source">The service that tells it, e.g. <c>/ordering</c>.</param>
/// <param name="At">When it was written down (UTC).</param>
public sealed record EventContext(string Id, string Type, string Source, DateTime At, ReceivedMessage Message)
{
    private readonly NpgsqlTransaction? transaction;
    private readonly List<Func<Task>> committed = [];

    /// <summary>The transaction that holds the inbox row: commit and rollback are the consumer's.</summary>
    /// <exception cref="InvalidOperationException">The consumer has no inbox.</exception>
    public NpgsqlTransaction Transaction
    {
        get =>
            transaction
            ?? throw new InvalidOperationException($"The consumer of {Message.Topic} has no inbox: add .WithInbox(database) to it.");
        init => transaction = value;
    }

    /// <summary>Has <paramref name="action"/> run once the effect is committed, at most once: for what may get lost, such as clearing a cache.</summary>
    public void AfterCommit(Func<Task> action) => committed.Add(action);

    internal async Task CommittedAsync()
    {
        foreach (var action in committed)
            await action();
    }
}

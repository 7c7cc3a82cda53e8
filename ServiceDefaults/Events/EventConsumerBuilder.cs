using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Kafka;
using Platform.ServiceDefaults.Migrations;

namespace Platform.ServiceDefaults.Events;

/// <summary>Which events a consumer reads, and what becomes of them.</summary>
public sealed class EventConsumerBuilder
{
    private readonly IServiceCollection services;
    private readonly Dictionary<(string Topic, string Type), Func<IServiceProvider, EventRoute>> routes = [];
    private (string Topic, Func<IServiceProvider, IMessageHandler> Create)? batches;
    private string? database;

    internal EventConsumerBuilder(IServiceCollection services) => this.services = services;

    internal IReadOnlyCollection<string> Topics =>
        batches is { } one ? [one.Topic] : [.. routes.Keys.Select(route => route.Topic).Distinct()];

    /// <summary>
    /// Remembers processed events in the table <c>inbox</c> of that database, in the transaction of the handler's effect. Needs
    /// <c>AddNpgsqlDataSource</c> and <c>AddMigrations</c> of the same name: reading begins when its migrations are applied.
    /// </summary>
    public EventConsumerBuilder WithInbox(string databaseConnectionName)
    {
        database = databaseConnectionName;
        return this;
    }

    /// <summary>Has events of <paramref name="type"/> on <paramref name="topic"/> handled by <typeparamref name="THandler"/>, a singleton.</summary>
    public EventConsumerBuilder Handle<TEvent, THandler>(string topic, string type, JsonTypeInfo<TEvent> json)
        where THandler : class, IEventHandler<TEvent>
    {
        services.TryAddSingleton<THandler>();
        routes.Add((topic, type), all => new EventRoute<TEvent>(type, json, all.GetRequiredService<THandler>()));
        return this;
    }

    /// <summary>
    /// Has events of these types, which share a payload, handled by <typeparamref name="THandler"/>, a singleton, as they come: those of a partition
    /// that wait go together. For effects that bear repetition: there is no inbox, and no other handler beside it.
    /// </summary>
    /// <param name="maxEvents">Handed over at once.</param>
    public EventConsumerBuilder HandleBatches<TEvent, THandler>(
        string topic,
        IReadOnlyCollection<string> types,
        JsonTypeInfo<TEvent> json,
        int maxEvents = 500
    )
        where THandler : class, IEventBatchHandler<TEvent>
    {
        services.TryAddSingleton<THandler>();
        batches = (topic, all => new EventBatchDispatcher<TEvent>(types, json, all.GetRequiredService<THandler>(), maxEvents));
        return this;
    }

    internal IMessageHandler Build(IServiceProvider all, string group, TimeProvider time)
    {
        if (batches is { } one)
        {
            return routes.Count == 0 && database is null
                ? one.Create(all)
                : throw new InvalidOperationException(
                    $"The group '{group}' handles batches: give its other handlers a group of their own."
                );
        }
        return new EventDispatcher(
            routes.ToDictionary(route => route.Key, route => route.Value(all)),
            database is null ? null : new Inbox(all.GetRequiredKeyedService<NpgsqlDataSource>(database), group, time),
            all.GetRequiredService<ILogger<EventDispatcher>>()
        );
    }

    /// <summary>Returns when the inbox is there.</summary>
    internal Task ReadyAsync(IServiceProvider all, CancellationToken cancellationToken) =>
        database is not null && all.GetKeyedService<DatabaseMigrations>(database) is { } migrations
            ? migrations.WaitAsync(cancellationToken)
            : Task.CompletedTask;
}

using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Kafka;

namespace Platform.ServiceDefaults.Events;

/// <summary>Hands each event to its handler, once where there is an inbox. Types that nobody asked for are passed over.</summary>
internal sealed partial class EventDispatcher(
    IReadOnlyDictionary<(string Topic, string Type), EventRoute> routes,
    Inbox? inbox,
    ILogger<EventDispatcher> logger
) : IMessageHandler
{
    public async Task HandleAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        // A tombstone tells of nothing.
        if (message.Value is null)
            return;
        var context = EventEnvelope.Read(message);
        Activity.Current?.SetTag("messaging.message.id", context.Id);
        Activity.Current?.SetTag("cloudevents.event_id", context.Id);
        Activity.Current?.SetTag("cloudevents.event_type", context.Type);
        if (!routes.TryGetValue((message.Topic, context.Type), out var route))
            return;
        var handle = route.Read(message.Value);
        if (inbox is null)
            await handle(context, cancellationToken);
        else if (!await inbox.OnceAsync(context, InTransaction, cancellationToken))
        {
            LogDuplicate(context.Type, context.Id, message.Topic, message.Partition, message.Offset);
            return;
        }
        try
        {
            await context.CommittedAsync();
        }
        catch (Exception error)
        {
            // Its effect is committed: trying again would only pass it over.
            LogAftermath(error, context.Type, context.Id);
        }

        Task InTransaction(NpgsqlTransaction transaction) => handle(context with { Transaction = transaction }, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "{Type} {Id} came again as {Topic}/{Partition}@{Offset} and is passed over")]
    private partial void LogDuplicate(string type, string id, string topic, int partition, long offset);

    [LoggerMessage(LogLevel.Warning, "{Type} {Id} was processed, but what was to follow failed")]
    private partial void LogAftermath(Exception error, string type, string id);
}

namespace Platform.ServiceDefaults.Events;

/// <summary>Does what one type of event calls for. Its failures mean what <see cref="Kafka.IMessageHandler"/> says.</summary>
public interface IEventHandler<in TEvent>
{
    /// <summary>
    /// With an inbox, changes made in <see cref="EventContext.Transaction"/> happen once, however often the event is delivered; everything else may
    /// happen again.
    /// </summary>
    Task HandleAsync(TEvent payload, EventContext context, CancellationToken cancellationToken);
}

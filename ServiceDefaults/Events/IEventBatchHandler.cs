namespace Platform.ServiceDefaults.Events;

/// <summary>Does in one go what several events call for. Its failures mean what <see cref="Kafka.IMessageHandler"/> says.</summary>
public interface IEventBatchHandler<in TEvent>
{
    /// <summary>Payloads of one partition, in their order. Any of them may come again, with others: the effect has to bear it.</summary>
    Task HandleAsync(IReadOnlyList<TEvent> payloads, CancellationToken cancellationToken);
}

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Processes the messages of a consumer: those of one partition one after another, in their order.</summary>
public interface IMessageHandler
{
    /// <summary>
    /// Returning commits the message. <see cref="PoisonMessageException"/> sends it to the dead letters, a failure that passes by itself
    /// (network, database, time-out, 5xx) has it tried again for as long as that lasts, any other a few times before it goes there too.
    /// </summary>
    Task HandleAsync(ReceivedMessage message, CancellationToken cancellationToken);
}

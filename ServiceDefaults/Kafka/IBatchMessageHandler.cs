namespace Platform.ServiceDefaults.Kafka;

/// <summary>Takes what waits in a partition together. Each of its messages may come again, alone or with others.</summary>
internal interface IBatchMessageHandler : IMessageHandler
{
    int MaxMessages { get; }

    /// <summary>As <see cref="IMessageHandler.HandleAsync"/>, but a failure that does not pass by itself has the messages processed in smaller parts, at last each alone.</summary>
    Task HandleAsync(IReadOnlyList<ReceivedMessage> messages, CancellationToken cancellationToken);
}

namespace Platform.Engines.Kafka;

/// <summary>The broker cannot start or go on: a wrong option, a port that is taken, a directory that another process holds.</summary>
public sealed class KafkaException : Exception
{
    public KafkaException(string message)
        : base(message) { }

    public KafkaException(string message, Exception inner)
        : base(message, inner) { }
}

namespace Platform.ServiceDefaults.Kafka;

/// <summary>A message that can never be processed, however often it is tried: it goes to the dead-letter topic, with this as the reason.</summary>
public sealed class PoisonMessageException(string reason, Exception? inner = null) : Exception(reason, inner);

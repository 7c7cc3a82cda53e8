namespace Platform.Engines.Kafka.Wire;

/// <summary>A request that does not decode. The connection is closed, as a broker does: there is no response for it.</summary>
internal sealed class MalformedRequestException(string message) : Exception(message);

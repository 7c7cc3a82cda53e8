namespace Platform.Engines.Kafka.State;

/// <summary>One entry set, or removed where <paramref name="Value"/> is null.</summary>
internal readonly record struct StateChange(StateKind Kind, string Key, byte[]? Value);

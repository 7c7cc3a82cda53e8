namespace Platform.Engines.Kafka.Logs;

/// <summary>A transaction that was aborted: the producer's records from <paramref name="FirstOffset"/> to the marker at <paramref name="LastOffset"/> do not count.</summary>
internal readonly record struct AbortedTransaction(long ProducerId, long FirstOffset, long LastOffset);

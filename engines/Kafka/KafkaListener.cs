namespace Platform.Engines.Kafka;

/// <summary>A loopback port that clients connect to, and the address that Metadata names to those who came in by it.</summary>
/// <param name="Name">The listener's name, e.g. <c>tcp</c>; unique in the broker.</param>
/// <param name="Port">0: any free one.</param>
/// <param name="AdvertisedHost">Default <c>localhost</c>.</param>
/// <param name="AdvertisedPort">Default: the bound port. The proxy's, where one stands before the broker.</param>
public sealed record KafkaListener(string Name, int Port, string? AdvertisedHost = null, int? AdvertisedPort = null);

using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Kafka UI, a web UI for all brokers of the graph.</summary>
public sealed class KafkaUIContainerResource(string name) : ContainerResource(name);

namespace Aspire.Hosting.Kafka;

internal static class KafkaContainerImageTags
{
    public const string Registry = "docker.io";
    public const string Image = "confluentinc/confluent-local";
    public const string Tag = "8.2.0";
    public const string UiImage = "kafbat/kafka-ui";
    public const string UiTag = "v1.4.2";
}

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>Which of a broker's measures Prometheus gets, and what they are called there.</summary>
internal static class KafkaMetrics
{
    public const string Rules = """
        lowercaseOutputName: true
        rules:
          # kafka_server_replicamanager_underreplicatedpartitions, kafka_controller_kafkacontroller_offlinepartitionscount …
          - pattern: kafka.(\w+)<type=(.+), name=(.+)><>Value
            name: kafka_$1_$2_$3
            type: GAUGE
          # kafka_server_brokertopicmetrics_messagesin_total, by topic and for all
          - pattern: kafka.(\w+)<type=(.+), name=(.+)PerSec, topic=(.+)><>Count
            name: kafka_$1_$2_$3_total
            type: COUNTER
            labels:
              topic: $4
          - pattern: kafka.(\w+)<type=(.+), name=(.+)PerSec><>Count
            name: kafka_$1_$2_$3_total
            type: COUNTER

        """;
}

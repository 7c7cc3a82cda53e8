using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>Adds producer ids, transactions and their APIs to a broker.</summary>
internal static class TransactionApis
{
    public static void Register(ApiRegistry registry, BrokerNode node) { }
}

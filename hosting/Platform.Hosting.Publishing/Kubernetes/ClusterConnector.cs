using System.Globalization;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>Connections to stores as the graph itself has them, without TLS.</summary>
internal sealed class ClusterConnector(KubernetesContext context) : IStoreConnector
{
    public StoreConnection Connect(Workload consumer, ConnectionUse use)
    {
        var store = context.Model.FindStore(use.Store)!;
        var (host, port) = (context.HostOf(store.Name), store.PortOf());
        var number = port.ToString(CultureInfo.InvariantCulture);
        ValuePart password = new SecretPart(store.PasswordParameter ?? $"{store.Name}-password");
        var text = store.Kind switch
        {
            StoreKind.PostgreSql => DeployedValue.Of(
                new LiteralPart($"Host={host};Port={number};Username=postgres;Password="),
                password,
                new LiteralPart(use.Child is null ? "" : $";Database={use.Child}")
            ),
            StoreKind.Redis => DeployedValue.Of(new LiteralPart($"{host}:{number},password="), password),
            StoreKind.Kafka => DeployedValue.Of($"{host}:{number}"),
            StoreKind.Elasticsearch => DeployedValue.Of(new LiteralPart("http://elastic:"), password, new LiteralPart($"@{host}:{number}")),
            _ => DeployedValue.Of(new LiteralPart($"Endpoint=http://{host}:{number};AccessKey=minioadmin;SecretKey="), password),
        };
        return new(host, port, text)
        {
            Properties = new Dictionary<string, DeployedValue>
            {
                ["Host"] = DeployedValue.Of(host),
                ["Port"] = DeployedValue.Of(number),
                ["Password"] = DeployedValue.Of(password),
            },
        };
    }
}

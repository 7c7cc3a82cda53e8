using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>Elasticsearch in one container, a cluster of its own: one member, so <c>single-node</c> is true of it.</summary>
internal sealed class PlainElasticsearch : IStoreRealization
{
    private const int User = 1000;

    // The password goes over standard input: arguments are everybody's to read.
    private const string Ask = """
        exec curl --fail --silent --output /dev/null --config - "http://localhost:9200/_cluster/health?wait_for_status=yellow&timeout=3s" <<END
        user = "elastic:$ELASTIC_PASSWORD"
        END
        """;

    public StoreKind Kind => StoreKind.Elasticsearch;

    public Realization Realization => Realization.Plain;

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        PlainTls.Refuse(scope);
        return new PlainServer
        {
            User = User,
            Port = scope.Store.PortOf(),
            PortName = "http",
            DataPath = "/usr/share/elasticsearch/data",
            Probe = new() { ["exec"] = new JsonObject { ["command"] = new JsonArray("/bin/sh", "-c", Ask.Replace("\r\n", "\n")) } },
            Environment =
            [
                Trees.Variable("discovery.type", "single-node"),
                Trees.Variable("xpack.security.enabled", "true"),
                Trees.Variable("xpack.security.http.ssl.enabled", "false"),
                // Maps no files: machines keep their usual limit of them.
                Trees.Variable("node.store.allow_mmap", "false"),
                Trees.SecretVariable("ELASTIC_PASSWORD", scope.AdministratorSecret, "password"),
                .. scope.Settings().Select(setting => Trees.Variable(setting.Key, setting.Value)),
            ],
            // It writes its key store beside its configuration.
            IsReadOnly = false,
        }.Objects(scope);
    }
}

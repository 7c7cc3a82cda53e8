using System.Globalization;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Compose.Stores;

/// <summary>Elasticsearch: one node with passwords, without TLS. It takes half of its memory as heap by itself.</summary>
internal static class ElasticsearchService
{
    public static void Fill(ComposeContext context, Store store, Service service)
    {
        var password = context.SecretFile(ComposeConnector.AdministratorSecret(store), service);
        service.Environment["discovery.type"] = "single-node";
        service.Environment["xpack.security.enabled"] = "true";
        service.Environment["xpack.security.http.ssl.enabled"] = "false";
        service.Environment["ELASTIC_PASSWORD_FILE"] = password;
        service.Ulimits["nofile"] = new() { Soft = 65535, Hard = 65535 };
        // curl reads its user from standard input, so that the password is in no command line.
        service.Healthcheck = ComposeStores.Check(
            string.Create(
                CultureInfo.InvariantCulture,
                $"printf 'user = \"elastic:%s\"' \"$(cat {password})\" | curl -fsS -K - -o /dev/null 'http://127.0.0.1:{ComposeStores.PortOf(store)}/_cluster/health?wait_for_status=yellow&timeout=2s'"
            ),
            "90s"
        );
        ComposeStores.Keep(context, store, service, "/usr/share/elasticsearch/data");
        // It makes its keystore in its own directory at start.
        ComposeHardening.Apply(service, "1000:0", isReadOnly: false);
    }
}

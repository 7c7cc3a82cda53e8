using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>Redis in one container. Its configuration comes over standard input, so that the password is in no argument and in no file.</summary>
internal sealed class PlainRedis : IStoreRealization
{
    private const int User = 999;

    public StoreKind Kind => StoreKind.Redis;

    public Realization Realization => Realization.Plain;

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        var tls = scope.Store.HasTls();
        string[] ask = tls ? ["redis-cli", "-e", "--tls", "--cacert", $"{PlainTls.Directory}/ca.crt", "ping"] : ["redis-cli", "-e", "ping"];
        var server = new PlainServer
        {
            User = User,
            Port = scope.Store.PortOf(),
            PortName = "redis",
            DataPath = "/data",
            Probe = new() { ["exec"] = new JsonObject { ["command"] = Trees.List(ask) } },
            Environment =
            [
                Trees.SecretVariable("REDIS_PASSWORD", scope.AdministratorSecret, "password"),
                Trees.SecretVariable("REDISCLI_AUTH", scope.AdministratorSecret, "password"),
            ],
            Command = ["/bin/sh", "-c"],
            Arguments = [$"exec redis-server - <<END\n{string.Join('\n', Configuration(scope))}\nrequirepass $REDIS_PASSWORD\nEND"],
            Volumes = tls ? [(PlainTls.Volume(scope), PlainTls.Directory)] : [],
        };
        var objects = server.Objects(scope);
        return tls ? objects.Append(PlainTls.Certificate(scope, scope.Name)) : objects;
    }

    private static IEnumerable<string> Configuration(StoreScope scope)
    {
        yield return "dir /data";
        if (scope.Store.HasTls())
        {
            yield return $"port 0\ntls-port {scope.Store.PortOf()}";
            yield return $"tls-cert-file {PlainTls.Directory}/tls.crt\ntls-key-file {PlainTls.Directory}/tls.key";
            yield return $"tls-ca-cert-file {PlainTls.Directory}/ca.crt\ntls-auth-clients no";
        }
        foreach (var (name, value) in scope.Settings(RedisSettings.Usual))
        {
            yield return $"{name} {value}";
        }
    }
}

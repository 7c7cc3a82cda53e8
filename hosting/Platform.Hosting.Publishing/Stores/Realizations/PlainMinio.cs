using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores.Secrets;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>MinIO in one container; a step makes the buckets and an access key for each service.</summary>
internal sealed class PlainMinio(Realization realization) : IStoreRealization
{
    private const int User = 1000;
    private const string Script = "buckets.sh";
    private const string AuthorityDirectory = "/authority";

    public StoreKind Kind => StoreKind.S3;

    /// <summary>It has no operator here: where one is asked for, it is the same server.</summary>
    public Realization Realization => realization;

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        var tls = scope.Store.HasTls();
        var server = new PlainServer
        {
            User = User,
            Port = scope.Store.PortOf(),
            PortName = "s3",
            DataPath = "/data",
            Probe = new()
            {
                ["httpGet"] = new JsonObject
                {
                    ["path"] = "/minio/health/live",
                    ["port"] = "s3",
                    ["scheme"] = tls ? "HTTPS" : "HTTP",
                },
            },
            Environment =
            [
                Trees.SecretVariable("MINIO_ROOT_USER", scope.AdministratorSecret, "username"),
                Trees.SecretVariable("MINIO_ROOT_PASSWORD", scope.AdministratorSecret, "password"),
                Trees.Variable("MINIO_BROWSER", "off"),
                // Who may ask is the network policies' to say.
                Trees.Variable("MINIO_PROMETHEUS_AUTH_TYPE", "public"),
                .. scope.Settings().Select(setting => Trees.Variable(setting.Key, setting.Value)),
            ],
            Arguments = ["server", "/data", "--certs-dir", tls ? PlainTls.Directory : "/tmp/certificates"],
            Writable = ["/tmp"],
            Volumes = tls ? [(PlainTls.Volume(scope, ("tls.crt", "public.crt"), ("tls.key", "private.key")), PlainTls.Directory)] : [],
        };
        var step = new SetupStep(User, Files(scope))
        {
            Command = ["/bin/sh", SetupStep.PathOf(Script)],
            Environment =
            [
                Trees.SecretVariable("ADMINISTRATOR", scope.AdministratorSecret, "username"),
                Trees.SecretVariable("ADMINISTRATOR_PASSWORD", scope.AdministratorSecret, "password"),
                Trees.Variable("MC_CONFIG_DIR", "/tmp/mc"),
                Trees.Variable("MC_HOST_store", Url(scope)),
                .. scope.Users.Select(user => Trees.SecretVariable(VariableOf(user), user.ObjectName, "password")),
            ],
            Volumes = tls ? [(Authority(scope), AuthorityDirectory)] : [],
        };
        var objects = server.Objects(scope).Concat(step.Objects(scope));
        return tls ? objects.Append(PlainTls.Certificate(scope, scope.Name)) : objects;
    }

    private static JsonObject Authority(StoreScope scope) =>
        new()
        {
            ["name"] = "authority",
            ["secret"] = new JsonObject
            {
                ["secretName"] = StoreCertificates.SecretOf(scope.Store),
                ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }),
            },
        };

    private static string Url(StoreScope scope)
    {
        var scheme = scope.Store.HasTls() ? "https" : "http";
        var host = KubernetesStores.HostOf(scope.Context, scope.Store);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{scheme}://$(ADMINISTRATOR):$(ADMINISTRATOR_PASSWORD)@{host}:{scope.Store.PortOf()}"
        );
    }

    private static Dictionary<string, string> Files(StoreScope scope)
    {
        var script = new StringBuilder("set -eu\n");
        if (scope.Store.HasTls())
        {
            script.Append($"mkdir -p /tmp/mc/certs/CAs\ncp {AuthorityDirectory}/ca.crt /tmp/mc/certs/CAs/\n");
        }
        foreach (var bucket in scope.Store.Buckets)
        {
            script.Append($"mc mb --ignore-existing 'store/{bucket}'\n");
        }
        var files = new Dictionary<string, string>();
        foreach (var user in scope.Users.Where(user => BucketRights.Of(user).Count > 0))
        {
            var policy = $"{user.Name}.json";
            files[policy] = BucketRights.PolicyOf(user) + "\n";
            script.Append($"printf '%s\\n' \"${VariableOf(user)}\" | mc admin user add store {user.Name}\n");
            script.Append($"mc admin policy create store {user.Name} {SetupStep.PathOf(policy)}\n");
            script.Append($"case \"$(mc admin user info store {user.Name})\" in\n");
            script.Append($"  *\"PolicyName: {user.Name}\"*) ;;\n");
            script.Append($"  *) mc admin policy attach store {user.Name} --user {user.Name} ;;\n");
            script.Append("esac\n");
        }
        files[Script] = script.ToString();
        return files;
    }

    private static string VariableOf(StoreUser user) => $"{user.Name.Replace('-', '_').ToUpperInvariant()}_PASSWORD";
}

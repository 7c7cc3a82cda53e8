using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Compose.Stores;

/// <summary>Redis. Its password comes over standard input: it stands neither in the command line nor in a file of the image.</summary>
internal static class RedisService
{
    private const string User = "999:999";

    public static void Fill(ComposeContext context, Store store, Service service)
    {
        var password = context.SecretFile(ComposeConnector.AdministratorSecret(store), service);
        service.Entrypoint = ["/bin/sh", "-c"];
        var keeping = store.IsPersistent ? "--save 60 1 --appendonly yes" : "--save '' --appendonly no";
        service.Command =
        [
            ComposeValues.Escape(
                $"""
                exec redis-server - --dir /data {keeping} <<END
                requirepass "$(sed 's/[\\"]/\\&/g' {password})"
                END

                """
            ),
        ];
        service.Healthcheck = ComposeStores.Check($"REDISCLI_AUTH=\"$(cat {password})\" redis-cli ping | grep -q PONG", "10s");
        if (store.IsPersistent)
        {
            ComposeStores.Keep(context, store, service, "/data");
            ComposeHardening.Apply(service, User, isReadOnly: true);
        }
        else
        {
            ComposeHardening.Apply(service, User, isReadOnly: true, "/data");
        }
    }
}

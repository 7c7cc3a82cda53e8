using System.Globalization;
using System.Text;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Compose.Stores;

/// <summary>MinIO, and the step that makes its buckets.</summary>
internal static class S3Service
{
    public static void Fill(ComposeContext context, Store store, Service service)
    {
        var (port, console) = (store.PortOf(), store.PortOf() + 1);
        var password = context.SecretFile(ComposeConnector.AdministratorSecret(store), service);
        var user = context.Values.Print(new([context.Connector.Administrator(store, "minioadmin")]), service, expands: false)!;
        service.Command =
        [
            "server",
            "/data",
            "--address",
            string.Create(CultureInfo.InvariantCulture, $":{port}"),
            "--console-address",
            string.Create(CultureInfo.InvariantCulture, $":{console}"),
        ];
        service.Environment["MINIO_ROOT_USER"] = user;
        service.Environment["MINIO_ROOT_PASSWORD_FILE"] = password;
        service.Environment["MC_CONFIG_DIR"] = "/tmp/mc";
        service.Healthcheck = ComposeStores.Check(
            string.Create(
                CultureInfo.InvariantCulture,
                $"curl -fsS -o /dev/null http://127.0.0.1:{port}/minio/health/live || mc ready local"
            ),
            "10s"
        );
        ComposeStores.Keep(context, store, service, "/data");
        // Its volume is root's, and its image has no other user; without capabilities root can do no more than own its files.
        ComposeHardening.Apply(service, user: null, isReadOnly: true);
        if (store.Buckets.Count > 0)
        {
            AddStep(context, store, user, port);
        }
    }

    private static void AddStep(ComposeContext context, Store store, string user, int port)
    {
        var script = new StringBuilder(
            $$"""
            #!/bin/sh
            # The buckets of '{{store.Name}}'. Can run again and again: a bucket that is there stays as it is.
            set -eu
            export MC_CONFIG_DIR=/tmp/mc
            # Keys go in over standard input: they are in no command line.
            printf '%s\n%s\n' "$ACCESS_KEY" "$(cat /run/secrets/{{ComposeConnector.AdministratorSecret(store)}})" |
              mc alias set store {{ComposeStores.Quote(
                string.Create(CultureInfo.InvariantCulture, $"http://{ComposeNames.Service(store.Name)}:{port}")
            )}} >/dev/null


            """
        );
        foreach (var bucket in store.Buckets)
        {
            script.Append(CultureInfo.InvariantCulture, $"mc mb --ignore-existing {ComposeStores.Quote($"store/{bucket}")}\n");
        }
        var step = ComposeStores.AddStep(context, store, script.ToString(), user: null);
        step.Environment["ACCESS_KEY"] = user;
        context.SecretFile(ComposeConnector.AdministratorSecret(store), step);
    }
}

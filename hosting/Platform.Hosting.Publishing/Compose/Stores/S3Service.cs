using System.Globalization;
using System.Text;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Compose.Stores;

/// <summary>MinIO, and the step that makes its buckets.</summary>
internal static class S3Service
{
    public static void Fill(ComposeContext context, Store store, Service service)
    {
        var (port, console) = (ComposeStores.PortOf(store), ComposeStores.PortOf(store) + 1);
        var password = context.SecretFile(ComposeConnector.AdministratorSecret(store), service);
        service.Command =
        [
            "server",
            "/data",
            "--address",
            string.Create(CultureInfo.InvariantCulture, $":{port}"),
            "--console-address",
            string.Create(CultureInfo.InvariantCulture, $":{console}"),
        ];
        AddAccessKey(context, store, service, "MINIO_ROOT_USER");
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
        // A fresh volume is root's, and the image hands it to nobody; without capabilities root can do no more than own its files.
        ComposeHardening.Apply(service, user: null, isReadOnly: true);
        if (store.Buckets.Count > 0)
        {
            AddStep(context, store, port);
        }
    }

    private static void AddAccessKey(ComposeContext context, Store store, Service service, string variable)
    {
        if (context.Connector.AccessKey(store) is SecretPart secret)
        {
            context.Descriptions.TryAdd(
                secret.Name,
                $"Access key of {store.Name}, whose secret key is {ComposeConnector.AdministratorSecret(store)}."
            );
            service.Environment[$"{variable}_FILE"] = context.SecretFile(secret.Name, service);
            return;
        }
        service.Environment[variable] = context.Values.Print(new([context.Connector.AccessKey(store)]), service, expands: false)!;
    }

    private static void AddStep(ComposeContext context, Store store, int port)
    {
        var script = new StringBuilder(
            $$"""
            #!/bin/sh
            # The buckets of '{{store.Name}}'. Can run again and again: a bucket that is there stays as it is.
            set -eu
            export MC_CONFIG_DIR=/tmp/mc
            # Keys go in over standard input: they are in no command line.
            printf '%s\n%s\n' "${ROOT_USER:-$(cat "${ROOT_USER_FILE:-/dev/null}")}" "$(cat /run/secrets/{{ComposeConnector.AdministratorSecret(store)}})" |
              mc alias set store {{ComposeStores.Quote(
                string.Create(CultureInfo.InvariantCulture, $"http://{ComposeNames.Service(store.Name)}:{port}")
            )}} >/dev/null


            """
        );
        foreach (var bucket in store.Buckets)
        {
            script.Append(CultureInfo.InvariantCulture, $"mc mb --ignore-existing {ComposeStores.Quote($"store/{bucket}")}\n");
        }
        var step = ComposeStores.AddStep(context, store, script.ToString(), "1000:1000");
        AddAccessKey(context, store, step, "ROOT_USER");
        context.SecretFile(ComposeConnector.AdministratorSecret(store), step);
    }
}

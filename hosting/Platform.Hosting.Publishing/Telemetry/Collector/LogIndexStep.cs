using System.Text.Json;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry.Collector;

/// <summary>Tells Elasticsearch, before logs come, when they go: once, and again to no harm.</summary>
public static class LogIndexStep
{
    private const string Directory = "/etc/log-index";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The program that asks; nobody calls it.</summary>
    public static TelemetryPart Part { get; } = new("collector-setup", new ImageReference("curlimages/curl", "8.15.0"), 0);

    /// <param name="instances">Of the store: with more than one, each shard has a copy.</param>
    public static TelemetryService Of(string application, ElasticsearchOutput store, int instances) =>
        new(Part)
        {
            Entrypoint = ["/bin/sh", "-c"],
            Arguments = [Script(application, store)],
            Files =
            [
                File("lifecycle.json", JsonSerializer.Serialize(LogStore.Lifecycle(), Readable)),
                File("template.json", JsonSerializer.Serialize(LogStore.Template(application, instances > 1 ? 1 : 0), Readable)),
            ],
            Secrets = [store.PasswordSecret],
            Calls = [store.Store],
            ScratchPaths = ["/tmp"],
            Health = null,
            User = 100,
            Resources = new("50m", "32Mi", "200m", "64Mi"),
        };

    private static MountedFile File(string name, string text) => new($"{Directory}/{name}", name, text + "\n");

    // Passwords go over standard input: arguments are everybody's to read. Two minutes outlast a store that starts beside it.
    private static string Script(string application, ElasticsearchOutput store)
    {
        var index = LogStore.Index(application);
        var authority = store.CertificateFile is { } file ? $" --cacert {file}" : "";
        return $$"""
            put() {
              curl --fail-with-body --silent --show-error --retry 30 --retry-delay 4 --retry-all-errors{{authority}} --config - \
                --request PUT --header 'Content-Type: application/json' --data "@$2" "{{store.Endpoint}}/$1" <<END
            user = "{{store.User}}:$(cat {{TelemetryService.SecretFile(store.PasswordSecret)}})"
            END
            }
            put _ilm/policy/{{index}} {{Directory}}/lifecycle.json && put _index_template/{{index}} {{Directory}}/template.json

            """.ReplaceLineEndings("\n");
    }
}

using System.Text.Json;
using Platform.Engines.Elasticsearch.Cluster;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>How well the cluster is: yellow as soon as an index wants replicas, for which one node has no place.</summary>
internal sealed record ClusterHealth(SearchNode Node, IReadOnlyList<LocalIndex> Indices, bool IndexMissing)
{
    private static readonly string[] FromWorst = ["red", "yellow", "green"];

    public string Status =>
        IndexMissing ? "red"
        : Indices.Any(index => index.Settings.Replicas > 0) ? "yellow"
        : "green";

    public static ClusterHealth Of(SearchNode node, string? expression)
    {
        var state = node.State;
        try
        {
            return new(node, IndexResolver.Resolve(state, expression, IndicesOptions.Default with { ExpandHidden = true }), false);
        }
        catch (ElasticsearchException missing) when (missing.Status == 404)
        {
            return new(node, [], true);
        }
    }

    public static string StatusOf(LocalIndex index) => index.Settings.Replicas > 0 ? "yellow" : "green";

    public bool IsAtLeast(string wanted) => Array.IndexOf(FromWorst, Status) >= Array.IndexOf(FromWorst, wanted);

    public int Primaries => Indices.Sum(index => index.Settings.Shards);

    public int Unassigned => Indices.Sum(index => index.Settings.Shards * index.Settings.Replicas);

    public double ActivePercent => Primaries + Unassigned == 0 ? 100 : 100.0 * Primaries / (Primaries + Unassigned);

    public RestAnswer Answer(int status, bool timedOut, string level) =>
        RestAnswer.Object(
            status,
            writer =>
            {
                writer.WriteString("cluster_name", Node.Options.ClusterName);
                writer.WriteString("status", Status);
                writer.WriteBoolean("timed_out", timedOut);
                writer.WriteNumber("number_of_nodes", 1);
                writer.WriteNumber("number_of_data_nodes", 1);
                WriteShards(writer, Primaries, Unassigned);
                writer.WriteNumber("delayed_unassigned_shards", 0);
                writer.WriteNumber("number_of_pending_tasks", 0);
                writer.WriteNumber("number_of_in_flight_fetch", 0);
                writer.WriteNumber("task_max_waiting_in_queue_millis", 0);
                writer.WriteNumber("active_shards_percent_as_number", ActivePercent);
                if (level is "indices" or "shards")
                    WriteIndices(writer);
            }
        );

    private void WriteIndices(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("indices");
        foreach (var index in Indices)
        {
            var settings = index.Settings;
            writer.WriteStartObject(index.Name);
            writer.WriteString("status", StatusOf(index));
            writer.WriteNumber("number_of_shards", settings.Shards);
            writer.WriteNumber("number_of_replicas", settings.Replicas);
            WriteShards(writer, settings.Shards, settings.Shards * settings.Replicas);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteShards(Utf8JsonWriter writer, int primaries, int unassigned)
    {
        writer.WriteNumber("active_primary_shards", primaries);
        writer.WriteNumber("active_shards", primaries);
        writer.WriteNumber("relocating_shards", 0);
        writer.WriteNumber("initializing_shards", 0);
        writer.WriteNumber("unassigned_shards", unassigned);
        writer.WriteNumber("unassigned_primary_shards", 0);
    }
}

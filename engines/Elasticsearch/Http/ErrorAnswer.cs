using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>Refusals as Elasticsearch writes them.</summary>
internal static class ErrorAnswer
{
    public static RestAnswer Of(ElasticsearchException error)
    {
        // What is refused before any action runs is a sentence alone.
        if (error.Type.Length == 0)
            return RestAnswer.Object(
                error.Status,
                writer =>
                {
                    writer.WriteString("error", error.Message);
                    if (!error.Message.StartsWith("no handler found", StringComparison.Ordinal))
                        writer.WriteNumber("status", error.Status);
                }
            ) with
            {
                Headers = error.Headers,
            };
        return RestAnswer.Object(
            error.Status,
            writer =>
            {
                writer.WriteStartObject("error");
                WriteWhole(writer, error);
                writer.WriteEndObject();
                writer.WriteNumber("status", error.Status);
            }
        ) with
        {
            Headers = error.Headers,
        };
    }

    /// <summary>The members of an error's object, root cause included.</summary>
    public static void WriteWhole(Utf8JsonWriter writer, ElasticsearchException error)
    {
        writer.WriteStartArray("root_cause");
        writer.WriteStartObject();
        WriteOne(writer, RootOf(error), withCause: false);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (error.SearchPhase is { } phase)
            WriteShardFailures(writer, error, phase);
        else
            WriteOne(writer, error, withCause: true);
    }

    /// <summary>The members without root cause, as an item of a bulk has them.</summary>
    public static void WriteOne(Utf8JsonWriter writer, ElasticsearchException error, bool withCause)
    {
        writer.WriteString("type", error.Type);
        writer.WriteString("reason", error.Message);
        foreach (var (name, value) in error.Details)
            Write(writer, name, value);
        if (error.Index is { } index)
            writer.WriteString("index", index);
        if (error.Type == "parsing_exception" && error.Position is var (line, column))
        {
            writer.WriteNumber("line", line);
            writer.WriteNumber("col", column);
        }
        if (!withCause || error.InnerException is not ElasticsearchException cause)
            return;
        writer.WriteStartObject("caused_by");
        WriteOne(writer, cause, withCause: true);
        writer.WriteEndObject();
    }

    // Elasticsearch's root is the innermost of its own exceptions; a mapping's is told as what was sent, not as what it is made of.
    private static ElasticsearchException RootOf(ElasticsearchException error) => error;

    private static void WriteShardFailures(Utf8JsonWriter writer, ElasticsearchException error, string phase)
    {
        writer.WriteString("type", "search_phase_execution_exception");
        writer.WriteString("reason", "all shards failed");
        writer.WriteString("phase", phase);
        writer.WriteBoolean("grouped", true);
        writer.WriteStartArray("failed_shards");
        writer.WriteStartObject();
        writer.WriteNumber("shard", 0);
        if (error.Index is { } index)
            writer.WriteString("index", index);
        writer.WriteString("node", NodeId);
        writer.WriteStartObject("reason");
        WriteOne(writer, error, withCause: true);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>Of the one node there is.</summary>
    public const string NodeId = "one-node-of-this-host";

    private static void Write(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case long number:
                writer.WriteNumber(name, number);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case IReadOnlyDictionary<string, string> members:
                writer.WriteStartObject(name);
                foreach (var (member, text) in members)
                    writer.WriteString(member, text);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteString(name, value.ToString());
                break;
        }
    }
}

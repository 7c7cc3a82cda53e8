using System.Text.Json;
using Platform.Hosting;

namespace Platform.Engines.Host.Protocol;

/// <summary>The settings of the engines that are libraries, as a property named after the engine.</summary>
internal static class EngineSettingsJson
{
    private const string KafkaName = "kafka";
    private const string ObjectStorageName = "objectStorage";
    private const string ElasticsearchName = "elasticsearch";

    public static EngineSettings Read(JsonElement json) =>
        json.TryGetProperty(KafkaName, out var kafka) ? ReadKafka(kafka)
        : json.TryGetProperty(ObjectStorageName, out var storage) ? ReadObjectStorage(storage)
        : json.TryGetProperty(ElasticsearchName, out var elasticsearch) ? ReadElasticsearch(elasticsearch)
        : throw new KeyNotFoundException("A start without the settings of any engine that this program has.");

    public static void Write(Utf8JsonWriter json, EngineSettings settings)
    {
        switch (settings)
        {
            case KafkaSettings kafka:
                json.WriteStartObject(KafkaName);
                WriteKafka(json, kafka);
                break;
            case ObjectStorageSettings storage:
                json.WriteStartObject(ObjectStorageName);
                WriteObjectStorage(json, storage);
                break;
            case ElasticsearchSettings elasticsearch:
                json.WriteStartObject(ElasticsearchName);
                WriteElasticsearch(json, elasticsearch);
                break;
            default:
                throw new ArgumentException(
                    $"{settings.GetType().Name} are the settings of no engine that is a library.",
                    nameof(settings)
                );
        }

        json.WriteEndObject();
    }

    private static KafkaSettings ReadKafka(JsonElement json) =>
        new()
        {
            Listeners =
            [
                .. json.GetProperty("listeners")
                    .EnumerateArray()
                    .Select(listener => new KafkaListenerAddress(
                        listener.GetProperty("name").GetString()!,
                        listener.GetProperty("host").GetString()!,
                        listener.GetProperty("port").GetInt32()
                    )),
            ],
            Topics =
            [
                .. json.GetProperty("topics")
                    .EnumerateArray()
                    .Select(topic => new KafkaTopic(
                        topic.GetProperty("name").GetString()!,
                        topic.GetProperty("partitions").GetInt32(),
                        ReadTexts(topic.GetProperty("configs"))
                    )),
            ],
            Configs = ReadTexts(json.GetProperty("configs")),
        };

    private static void WriteKafka(Utf8JsonWriter json, KafkaSettings settings)
    {
        json.WriteStartArray("listeners");
        foreach (var listener in settings.Listeners)
        {
            json.WriteStartObject();
            json.WriteString("name", listener.Name);
            json.WriteString("host", listener.AdvertisedHost);
            json.WriteNumber("port", listener.AdvertisedPort);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("topics");
        foreach (var topic in settings.Topics)
        {
            json.WriteStartObject();
            json.WriteString("name", topic.Name);
            json.WriteNumber("partitions", topic.Partitions);
            WriteTexts(json, "configs", topic.Configs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "configs", settings.Configs);
    }

    private static ObjectStorageSettings ReadObjectStorage(JsonElement json) =>
        new(json.GetProperty("accessKey").GetString()!, json.GetProperty("secretKey").GetString()!)
        {
            Region = json.GetProperty("region").GetString()!,
            Endpoint = json.GetProperty("endpoint").GetString(),
            Buckets = [.. json.GetProperty("buckets").EnumerateArray().Select(bucket => bucket.GetString()!)],
        };

    private static void WriteObjectStorage(Utf8JsonWriter json, ObjectStorageSettings settings)
    {
        json.WriteString("accessKey", settings.AccessKey);
        json.WriteString("secretKey", settings.SecretKey);
        json.WriteString("region", settings.Region);
        json.WriteString("endpoint", settings.Endpoint);
        json.WriteStartArray("buckets");
        foreach (var bucket in settings.Buckets)
        {
            json.WriteStringValue(bucket);
        }

        json.WriteEndArray();
    }

    private static ElasticsearchSettings ReadElasticsearch(JsonElement json) =>
        new(json.GetProperty("password").GetString())
        {
            ClusterName = json.GetProperty("clusterName").GetString()!,
            NodeName = json.GetProperty("nodeName").GetString()!,
            MemoryBudget = json.TryGetProperty("memoryBudget", out var budget) ? budget.GetInt64() : null,
            Endpoint = json.GetProperty("endpoint").GetString(),
        };

    private static void WriteElasticsearch(Utf8JsonWriter json, ElasticsearchSettings settings)
    {
        json.WriteString("password", settings.Password);
        json.WriteString("clusterName", settings.ClusterName);
        json.WriteString("nodeName", settings.NodeName);
        json.WriteString("endpoint", settings.Endpoint);
        if (settings.MemoryBudget is { } budget)
        {
            json.WriteNumber("memoryBudget", budget);
        }
    }

    private static Dictionary<string, string> ReadTexts(JsonElement json) =>
        json.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!);

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}

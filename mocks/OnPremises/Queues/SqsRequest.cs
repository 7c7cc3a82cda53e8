using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Queues;

/// <summary>The members of a call; what is missing or of the wrong type is refused by name.</summary>
internal sealed class SqsRequest(JsonObject body, string baseUrl)
{
    public string BaseUrl => baseUrl;

    /// <summary>The last segment of the queue's URL; its host may be anything, as behind a proxy.</summary>
    public string QueueName => Required("QueueUrl").TrimEnd('/').Split('/')[^1];

    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw SqsException.Missing(name);

    public string? Text(string name) => body.Text(name);

    public JsonObject? Object(string name) => body[name] as JsonObject;

    public int? Number(string name, int least, int most)
    {
        if (body[name] is not { } node)
            return null;
        return node is JsonValue value && value.TryGetValue<int>(out var number) && number >= least && number <= most
            ? number
            : throw SqsException.Invalid(name, $"Must be between {least} and {most}, if provided.");
    }

    public IReadOnlyList<string> Names(string name) =>
        body[name] is JsonArray names ? [.. names.Select(node => node?.ToString() ?? "")] : [];

    /// <summary>The entries of a batch: 1 to 10, each with an id of its own.</summary>
    public IReadOnlyList<(string Id, SqsRequest Entry)> Entries()
    {
        var entries = (body["Entries"] as JsonArray ?? []).OfType<JsonObject>().Select(entry => new SqsRequest(entry, baseUrl)).ToList();
        if (entries.Count == 0)
            throw new SqsException(
                "EmptyBatchRequest",
                "There should be at least one entry in the request.",
                "AWS.SimpleQueueService.EmptyBatchRequest"
            );
        if (entries.Count > 10)
            throw new SqsException(
                "TooManyEntriesInBatchRequest",
                $"Maximum number of entries per request are 10. You have sent {entries.Count}.",
                "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"
            );
        if (entries.DistinctBy(entry => entry.Required("Id")).Count() < entries.Count)
            throw new SqsException(
                "BatchEntryIdsNotDistinct",
                "Two or more batch entries have the same Id.",
                "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"
            );
        return [.. entries.Select(entry => (entry.Required("Id"), entry))];
    }
}

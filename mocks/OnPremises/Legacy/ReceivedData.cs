using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Legacy;

/// <summary>The last thousand payloads that were sent here, oldest first.</summary>
public sealed class ReceivedData(TimeProvider time)
{
    private const int Capacity = 1000;
    private readonly Lock gate = new();
    private readonly Queue<JsonObject> payloads = new();
    private long received;

    /// <summary>Keeps a payload and gives its number, from 1.</summary>
    public long Add(JsonNode payload)
    {
        lock (gate)
        {
            payloads.Enqueue(
                new JsonObject
                {
                    ["id"] = ++received,
                    ["receivedAt"] = time.GetUtcNow(),
                    ["payload"] = payload.DeepClone(),
                }
            );
            if (payloads.Count > Capacity)
                payloads.Dequeue();
            return received;
        }
    }

    public JsonArray All()
    {
        lock (gate)
            return new JsonArray([.. payloads.Select(payload => payload.DeepClone())]);
    }
}

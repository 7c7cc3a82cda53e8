namespace Platform.Mocks.SalesChannel.Webhooks;

/// <summary>The last thousand deliveries.</summary>
public sealed class WebhookLog
{
    private const int Capacity = 1000;
    private readonly Lock gate = new();
    private readonly LinkedList<WebhookDelivery> deliveries = new();

    public void Add(WebhookDelivery delivery)
    {
        lock (gate)
        {
            deliveries.AddFirst(delivery);
            if (deliveries.Count > Capacity)
                deliveries.RemoveLast();
        }
    }

    public IReadOnlyList<WebhookDelivery> Newest(int limit)
    {
        lock (gate)
            return [.. deliveries.Take(limit)];
    }

    public WebhookDelivery? Find(string eventId)
    {
        lock (gate)
            return deliveries.FirstOrDefault(delivery => delivery.EventId == eventId);
    }

    public void Clear()
    {
        lock (gate)
            deliveries.Clear();
    }
}

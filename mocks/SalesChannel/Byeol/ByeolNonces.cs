namespace Platform.Mocks.SalesChannel.Byeol;

/// <summary>Remembers nonces for as long as their timestamp would still be taken.</summary>
public sealed class ByeolNonces
{
    private readonly Lock gate = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> ends = new();

    /// <returns>False when it was used before.</returns>
    public bool Take(string nonce, DateTimeOffset now, DateTimeOffset until)
    {
        lock (gate)
        {
            while (ends.TryPeek(out var old, out var end) && end < now)
            {
                ends.Dequeue();
                seen.Remove(old);
            }
            if (!seen.Add(nonce))
                return false;
            ends.Enqueue(nonce, until);
            return true;
        }
    }
}

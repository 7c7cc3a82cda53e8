using System.Globalization;

namespace Catalog.Caching;

/// <summary>Part of the key of every cached list: a new generation leaves all earlier lists behind at once, on every replica.</summary>
public sealed class ListGeneration
{
    private const string Prefix = "lists@";
    private readonly SharedCache shared;
    private readonly TimeProvider time;
    private long current;

    public ListGeneration(SharedCache shared, SharedCacheConnection connection, TimeProvider time)
    {
        (this.shared, this.time) = (shared, time);
        connection.Heard += message =>
        {
            if (
                message.StartsWith(Prefix, StringComparison.Ordinal)
                && long.TryParse(message.AsSpan(Prefix.Length), CultureInfo.InvariantCulture, out var announced)
            )
            {
                Observe(announced);
            }
        };
    }

    public long Current => Interlocked.Read(ref current);

    /// <summary>Starts a new generation here and on the other replicas.</summary>
    public Task AdvanceAsync()
    {
        var next = Math.Max(time.GetUtcNow().UtcTicks, Current + 1);
        Observe(next);
        return shared.AnnounceAsync(Prefix + next.ToString(CultureInfo.InvariantCulture));
    }

    // Unless it is an old one.
    private void Observe(long generation)
    {
        long seen;
        while (generation > (seen = Current) && Interlocked.CompareExchange(ref current, generation, seen) != seen) { }
    }
}

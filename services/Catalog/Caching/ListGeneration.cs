using System.Globalization;

namespace Catalog.Caching;

/// <summary>Part of the key of every cached list: a new generation leaves all earlier lists behind at once, on every replica.</summary>
public sealed class ListGeneration(SharedCache shared, TimeProvider time)
{
    internal const string Prefix = "lists@";
    private long current;

    public long Current => Interlocked.Read(ref current);

    /// <summary>Starts a new generation here and on the other replicas.</summary>
    public Task AdvanceAsync()
    {
        var next = Math.Max(time.GetUtcNow().UtcTicks, Current + 1);
        Observe(next);
        return shared.AnnounceAsync(Prefix + next.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Takes over a generation that another replica has announced, unless it is an old one.</summary>
    public void Observe(long generation)
    {
        long seen;
        while (generation > (seen = Current) && Interlocked.CompareExchange(ref current, generation, seen) != seen) { }
    }
}

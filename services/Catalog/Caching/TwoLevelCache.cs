using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Caching.Memory;

namespace Catalog.Caching;

/// <summary>
/// Memory in front of Redis in front of the database. One load at a time for each key; a value that was loaded before its key was
/// invalidated is handed out but never kept. (Stands in for Microsoft.Extensions.Caching.Hybrid.)
/// </summary>
public sealed class TwoLevelCache : IDisposable
{
    private readonly SharedCache shared;
    private readonly MemoryCache memory = new(new MemoryCacheOptions { SizeLimit = 4_000 });
    private readonly ConcurrentDictionary<string, Lazy<Task<object?>>> loads = new();
    private readonly long[] invalidations = new long[256];

    public TwoLevelCache(SharedCache shared, SharedCacheConnection connection)
    {
        this.shared = shared;
        connection.Heard += keys =>
        {
            foreach (var key in keys.Split('\n'))
            {
                Forget(key);
            }
        };
        connection.Interrupted += ForgetAll;
    }

    public async Task<T?> GetAsync<T>(
        string key,
        CacheLifetimes lifetimes,
        JsonTypeInfo<T> type,
        Func<CancellationToken, Task<T?>> load,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        if (memory.TryGetValue(key, out T? hit))
        {
            return hit;
        }
        var pending = loads.GetOrAdd(key, _ => new(() => LoadAsync(key, lifetimes, type, load)));
        try
        {
            // The load belongs to all who wait for it: one caller who leaves must not end it for the others.
            return (T?)await pending.Value.WaitAsync(cancellationToken);
        }
        finally
        {
            if (pending.Value.IsCompleted)
            {
                loads.TryRemove(new(key, pending));
            }
        }
    }

    /// <summary>Forgets a key here and in Redis, and tells the other replicas.</summary>
    public async Task InvalidateAsync(IReadOnlyCollection<string> keys)
    {
        foreach (var key in keys)
        {
            Forget(key);
        }
        await shared.InvalidateAsync(keys);
    }

    /// <summary>Forgets a key in this process.</summary>
    public void Forget(string key)
    {
        Interlocked.Increment(ref Counter(key));
        loads.TryRemove(key, out _);
        memory.Remove(key);
    }

    /// <summary>Forgets everything in this process: invalidations may have been missed.</summary>
    public void ForgetAll()
    {
        for (var i = 0; i < invalidations.Length; i++)
        {
            Interlocked.Increment(ref invalidations[i]);
        }
        loads.Clear();
        memory.Clear();
    }

    public void Dispose() => memory.Dispose();

    private async Task<object?> LoadAsync<T>(
        string key,
        CacheLifetimes lifetimes,
        JsonTypeInfo<T> type,
        Func<CancellationToken, Task<T?>> load
    )
        where T : class
    {
        var before = Interlocked.Read(ref Counter(key));
        var value = await shared.GetAsync(key) is { } bytes ? JsonSerializer.Deserialize(bytes, type) : null;
        if (value is null)
        {
            value = await load(CancellationToken.None);
            if (value is null)
            {
                return null;
            }
            await shared.SetAsync(key, JsonSerializer.SerializeToUtf8Bytes(value, type), lifetimes.Shared);
        }
        if (before == Interlocked.Read(ref Counter(key)))
        {
            memory.Set(key, value, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetimes.Memory, Size = 1 });
        }
        return value;
    }

    private ref long Counter(string key) => ref invalidations[(uint)key.GetHashCode() % invalidations.Length];
}

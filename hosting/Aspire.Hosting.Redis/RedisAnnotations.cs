using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>Snapshots are taken when that many keys changed within the interval.</summary>
internal sealed record RedisPersistenceAnnotation(TimeSpan Interval, long KeysChanged) : IResourceAnnotation;

/// <summary>A module that the server loads.</summary>
internal sealed record RedisModuleAnnotation(string Path) : IResourceAnnotation;

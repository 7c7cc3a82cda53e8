using Microsoft.Extensions.Logging;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage;

/// <summary>What an <see cref="S3Server"/> is started with.</summary>
public sealed record S3ServerOptions
{
    /// <summary>Where the objects are kept; created where it is missing, held by one server at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>On 127.0.0.1 and, where there is one, [::1]; 0 takes any free one, see <see cref="S3Server.Port"/>.</summary>
    public int Port { get; init; }

    public required string AccessKey { get; init; }

    public required string SecretKey { get; init; }

    /// <summary>Where buckets are whose maker names no region. Signatures for any region are accepted, as MinIO does.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Buckets that exist once the server is ready.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = [];

    public ILogger? Logger { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told of every request when it is answered.</summary>
    internal Action<S3Exchange>? Observer { get; init; }
}

using Platform.Hosting;

namespace Platform.Engines.Host.Protocol;

/// <summary>What engine to start, with all it needs. The first line on a connection to the child process; one of the settings is there.</summary>
internal sealed record EngineStart
{
    /// <summary>The resource's name, for messages.</summary>
    public required string Resource { get; init; }

    public required string DataDirectory { get; init; }

    /// <summary>The ports to listen on, by endpoint name.</summary>
    public required IReadOnlyDictionary<string, int> Ports { get; init; }

    public KafkaSettings? Kafka { get; init; }

    public ObjectStorageSettings? ObjectStorage { get; init; }
}

/// <summary>What a started engine is told: one of the two. The end of the connection means stop as well.</summary>
internal sealed record EngineCommand
{
    /// <summary>The directory to copy the data to.</summary>
    public string? Snapshot { get; init; }

    public bool Stop { get; init; }
}

/// <summary>What became of an engine, or a line of its log; one of these.</summary>
internal sealed record EngineEvent
{
    public string? Log { get; init; }

    /// <summary>A line of its log that is an error.</summary>
    public string? ErrorLog { get; init; }

    public bool Ready { get; init; }

    /// <summary>Why it could not start; nothing comes after.</summary>
    public string? Failed { get; init; }

    public bool SnapshotTaken { get; init; }

    /// <summary>Why there is no snapshot.</summary>
    public string? SnapshotFailed { get; init; }

    /// <summary>It has stopped, with this exit code; nothing comes after.</summary>
    public int? Exited { get; init; }
}

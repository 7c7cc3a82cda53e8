using System.Text.Json;

namespace Platform.Engines.Host.Protocol;

/// <summary>What a started engine is told. The end of the connection means stop as well.</summary>
/// <param name="Snapshot">The directory to copy the data to; null for stop.</param>
internal sealed record EngineCommand(string? Snapshot) : IMessage<EngineCommand>
{
    public static EngineCommand Stop { get; } = new(Snapshot: null);

    public static EngineCommand Read(JsonElement json) => new(json.GetProperty("snapshot").GetString());

    public void WriteTo(Utf8JsonWriter json) => json.WriteString("snapshot", Snapshot);
}

/// <summary>What became of an engine, or a line of its log.</summary>
/// <param name="Text">The line, the reason of a failure, or the exit code; null where there is nothing to say.</param>
internal sealed record EngineEvent(EngineEventKind Kind, string? Text = null) : IMessage<EngineEvent>
{
    public static EngineEvent Read(JsonElement json)
    {
        var kind = json.GetProperty("event").GetString();
        var index = Array.IndexOf(EngineEventKinds.Names, kind);
        return index >= 0
            ? new((EngineEventKind)index, json.TryGetProperty("text", out var text) ? text.GetString() : null)
            : throw new InvalidOperationException($"There is no event '{kind}'.");
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("event", EngineEventKinds.Names[(int)Kind]);
        if (Text is not null)
        {
            json.WriteString("text", Text);
        }
    }
}

internal enum EngineEventKind
{
    Log,

    /// <summary>A line of its log that is an error.</summary>
    ErrorLog,

    Ready,

    /// <summary>It could not start; nothing comes after.</summary>
    Failed,

    SnapshotTaken,

    SnapshotFailed,

    /// <summary>It has stopped; nothing comes after.</summary>
    Exited,
}

internal static class EngineEventKinds
{
    /// <summary>In the order of <see cref="EngineEventKind"/>.</summary>
    public static readonly string[] Names = ["log", "errorLog", "ready", "failed", "snapshotTaken", "snapshotFailed", "exited"];
}

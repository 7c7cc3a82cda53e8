using Microsoft.AspNetCore.Http;

namespace Platform.Mocks.Stubs;

/// <summary>How stubs are served.</summary>
public sealed class StubOptions
{
    /// <summary>A folder with <c>mappings/</c> and <c>__files/</c>; null for none.</summary>
    public string? Folder { get; set; }

    /// <summary>Paths that are neither stubbed nor journaled.</summary>
    public IList<PathString> PassThrough { get; } = [];

    /// <summary>Paths whose bodies are handed on as they come: stubs there cannot look at bodies, and the journal has none.</summary>
    public IList<PathString> Streamed { get; } = [];

    /// <summary>Bytes of a request's body; a longer one is answered with 413.</summary>
    public long MaxBody { get; set; } = 16 << 20;

    /// <summary>Requests that the journal keeps.</summary>
    public int JournalEntries { get; set; } = 1000;

    /// <summary>Bytes of bodies that the journal keeps; the oldest entries leave first.</summary>
    public long JournalBytes { get; set; } = 64 << 20;
}

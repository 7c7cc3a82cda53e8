using System.Buffers;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>The store of one signal. Runs, export and import know no more of it than this.</summary>
public interface ITelemetryStore
{
    OtlpSignal Signal { get; }

    /// <summary>Memory that it takes.</summary>
    long Bytes { get; }

    /// <summary>Counted from 1 in order of arrival; 0 while nothing came.</summary>
    long Newest { get; }

    /// <summary>Takes an export request in protobuf; from many threads.</summary>
    IngestResult Accept(ReadOnlySpan<byte> request);

    /// <summary>
    /// Writes about a megabyte of what came after <paramref name="after"/> as an export request in protobuf, and moves <paramref name="after"/> behind it.
    /// False: nothing was written. What was dropped meanwhile is left out. Where <paramref name="open"/> is false, only what is complete (a full chunk) is written.
    /// </summary>
    bool Copy(ref long after, bool open, IBufferWriter<byte> into);

    /// <summary>The services whose telemetry is there, by name.</summary>
    IReadOnlyList<string> Services();

    /// <summary>Forgets all, or what the services of the name sent.</summary>
    void Clear(string? service);
}

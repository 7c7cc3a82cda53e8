using System.Collections.Concurrent;
using Platform.Dashboard.Otlp;

namespace Dashboard.Tests.Otlp;

/// <summary>Keeps what came through the protocols, and answers what the test says.</summary>
internal sealed class RecordingSink : ITelemetrySink
{
    private readonly ConcurrentQueue<(OtlpSignal Signal, byte[] Request)> received = new();

    public IngestResult Answer { get; set; }

    public IReadOnlyList<(OtlpSignal Signal, byte[] Request)> Received => [.. received];

    public IngestResult Accept(OtlpSignal signal, ReadOnlySpan<byte> request)
    {
        received.Enqueue((signal, request.ToArray()));
        return Answer;
    }
}

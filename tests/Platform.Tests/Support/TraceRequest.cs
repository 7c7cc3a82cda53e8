using static Platform.Tests.Support.ProtocolBuffers;

namespace Platform.Tests.Support;

/// <summary>Reads what a test wants of OTLP's <c>ExportTraceServiceRequest</c> (opentelemetry/proto/trace/v1/trace.proto).</summary>
internal static class TraceRequest
{
    public static IEnumerable<CollectedSpan> Spans(ReadOnlyMemory<byte> request)
    {
        foreach (var resourceSpans in Fields(request).Where(field => field.Number == 1))
        {
            var service = "";
            foreach (
                var attribute in Fields(resourceSpans.Bytes).Where(field => field.Number == 1).SelectMany(field => Fields(field.Bytes))
            )
            {
                var pair = Fields(attribute.Bytes).ToLookup(field => field.Number);
                if (attribute.Number == 1 && pair[1].Any(key => Text(key) == "service.name"))
                {
                    service = Text(Fields(pair[2].Single().Bytes).Single());
                }
            }
            foreach (var scopeSpans in Fields(resourceSpans.Bytes).Where(field => field.Number == 2))
            {
                foreach (var span in Fields(scopeSpans.Bytes).Where(field => field.Number == 2))
                {
                    var fields = Fields(span.Bytes).ToLookup(field => field.Number);
                    yield return new(
                        service,
                        Hex(fields[1].Single()),
                        Hex(fields[2].Single()),
                        fields[4].Select(Hex).SingleOrDefault(""),
                        Text(fields[5].Single()),
                        (int)fields[6].Select(kind => kind.Value).SingleOrDefault()
                    );
                }
            }
        }
    }
}

using static Platform.Tests.Support.ProtocolBuffers;

namespace Platform.Tests.Support;

/// <summary>Reads what a test wants of OTLP's <c>ExportMetricsServiceRequest</c> (opentelemetry/proto/metrics/v1/metrics.proto).</summary>
internal static class MetricRequest
{
    private const int Gauge = 5;
    private const int Sum = 7;
    private const int Histogram = 9;

    public static IEnumerable<CollectedMetric> Metrics(ReadOnlyMemory<byte> request)
    {
        foreach (var resource in Fields(request).Where(field => field.Number == 1))
        {
            var parts = Fields(resource.Bytes).ToLookup(field => field.Number);
            var service =
                parts[1].SelectMany(part => Attributes(part.Bytes, 1)).LastOrDefault(pair => pair.Key == "service.name").Value ?? "";
            foreach (var metric in parts[2].SelectMany(scope => Fields(scope.Bytes)).Where(field => field.Number == 2))
            {
                foreach (var collected in Points(service, metric))
                {
                    yield return collected;
                }
            }
        }
    }

    private static IEnumerable<CollectedMetric> Points(string service, Field metric)
    {
        var fields = Fields(metric.Bytes).ToLookup(field => field.Number);
        var name = Text(fields[1].Single());
        var unit = fields[3].Select(Text).SingleOrDefault("");
        foreach (var data in new[] { Gauge, Sum, Histogram }.SelectMany(number => fields[number]))
        {
            var parts = Fields(data.Bytes);
            var isMonotonic = parts.Any(part => part is { Number: 3, Value: 1 });
            var shape = data.Number switch
            {
                Gauge => "Gauge",
                Sum => isMonotonic ? "Counter" : "UpDownCounter",
                _ => "Histogram",
            };
            foreach (var point in parts.Where(part => part.Number == 1))
            {
                yield return new(service, name, unit, shape, Attributes(point.Bytes, data.Number == Histogram ? 9 : 7));
            }
        }
    }

    // Of values only texts.
    private static Dictionary<string, string> Attributes(ReadOnlyMemory<byte> message, int number)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var attribute in Fields(message).Where(field => field.Number == number))
        {
            var pair = Fields(attribute.Bytes).ToLookup(field => field.Number);
            var value = pair[2].SelectMany(any => Fields(any.Bytes)).Where(any => any.Number == 1).Select(Text).FirstOrDefault();
            attributes[Text(pair[1].Single())] = value ?? "";
        }
        return attributes;
    }
}

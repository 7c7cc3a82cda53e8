using System.Globalization;
using System.Text;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf.Collections;
using Platform.Dashboard.Store;

namespace Dashboard.Tests.Otlp;

/// <summary>Both readers' values as one text, so that they can be compared, and seen where they differ.</summary>
internal static class Rendered
{
    public static string Of(RepeatedField<KeyValue> attributes) =>
        string.Join(", ", attributes.Select(pair => $"{pair.Key}={Of(pair.Value)}"));

    public static string Of(IReadOnlyList<KeyValuePair<string, AttributeValue>> attributes) =>
        string.Join(", ", attributes.Select(pair => $"{pair.Key}={Of(pair.Value)}"));

    public static string Of(AnyValue? value) =>
        value?.ValueCase switch
        {
            AnyValue.ValueOneofCase.StringValue => $"'{value.StringValue}'",
            AnyValue.ValueOneofCase.BoolValue => value.BoolValue.ToString(),
            AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
            AnyValue.ValueOneofCase.DoubleValue => $"{BitConverter.DoubleToInt64Bits(value.DoubleValue):x}d",
            AnyValue.ValueOneofCase.BytesValue => Convert.ToHexString(value.BytesValue.Span) + "b",
            AnyValue.ValueOneofCase.ArrayValue => $"[{string.Join(", ", value.ArrayValue.Values.Select(Of))}]",
            AnyValue.ValueOneofCase.KvlistValue => $"{{{Of(value.KvlistValue.Values)}}}",
            _ => "-",
        };

    public static string Of(AttributeValue value) =>
        value.Kind switch
        {
            AttributeKind.Text => $"'{value.Text}'",
            AttributeKind.Boolean => value.Boolean.ToString(),
            AttributeKind.Integer => value.Integer.ToString(CultureInfo.InvariantCulture),
            AttributeKind.Double => $"{BitConverter.DoubleToInt64Bits(value.Double):x}d",
            AttributeKind.Bytes => Convert.ToHexString(value.Bytes) + "b",
            AttributeKind.Array => $"[{string.Join(", ", value.Items.Select(Of))}]",
            AttributeKind.Map => $"{{{Of(value.Map)}}}",
            _ => "-",
        };

    public static string Of(Span span)
    {
        var text = new StringBuilder();
        text.AppendLine($"{span.Name} {span.TraceState} flags {span.Flags} '{span.Status?.Message}'");
        text.AppendLine($"dropped {span.DroppedAttributesCount} {span.DroppedEventsCount} {span.DroppedLinksCount}");
        text.AppendLine(Of(span.Attributes));
        foreach (var item in span.Events)
        {
            text.AppendLine($"{Time(item.TimeUnixNano)} {item.Name} {Of(item.Attributes)} {item.DroppedAttributesCount}");
        }
        foreach (var link in span.Links)
        {
            text.AppendLine($"{link.TraceState} {link.Flags} {Of(link.Attributes)} {link.DroppedAttributesCount}");
        }
        return text.ToString();
    }

    public static string Of(SpanData span)
    {
        var text = new StringBuilder();
        text.AppendLine($"{span.Name} {span.TraceState} flags {span.Flags} '{span.StatusMessage}'");
        text.AppendLine($"dropped {span.DroppedAttributes} {span.DroppedEvents} {span.DroppedLinks}");
        text.AppendLine(Of(span.Attributes));
        foreach (var item in span.Events)
        {
            text.AppendLine($"{item.Time} {item.Name} {Of(item.Attributes)} {item.DroppedAttributes}");
        }
        foreach (var link in span.Links)
        {
            text.AppendLine($"{link.TraceState} {link.Flags} {Of(link.Attributes)} {link.DroppedAttributes}");
        }
        return text.ToString();
    }

    public static string Of(LogRecord record) =>
        $"{Of(record.Body)} {record.SeverityText} {record.EventName} {record.Flags} {Time(record.ObservedTimeUnixNano)} {Of(record.Attributes)} {record.DroppedAttributesCount}";

    public static string Of(LogData record) =>
        $"{Of(record.Body)} {record.SeverityText} {record.EventName} {record.Flags} {record.ObservedTime} {Of(record.Attributes)} {record.DroppedAttributes}";

    /// <summary>Times beyond what a signed number holds are its largest.</summary>
    private static long Time(ulong nanoseconds) => (long)Math.Min(nanoseconds, long.MaxValue);
}

using System.Diagnostics;
using System.Text;
using Confluent.Kafka;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>W3C trace context in the headers of messages.</summary>
internal static class TraceContext
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    public static ActivityContext Of(ReceivedMessage message) => Parse(message.Header(Parent), message.Header(State));

    /// <summary>Default for what is missing or malformed: such a message starts a trace of its own.</summary>
    public static ActivityContext Parse(string? parent, string? state) =>
        ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? context : default;

    /// <summary>The span's context; where it is not recorded, its parent's.</summary>
    public static void Inject(Headers headers, Activity? span, ActivityContext parent)
    {
        var (id, state) = span is { IdFormat: ActivityIdFormat.W3C } ? (span.Id, span.TraceStateString) : Text(parent);
        if (id is null)
            return;
        headers.Remove(Parent);
        headers.Remove(State);
        headers.Add(Parent, Encoding.UTF8.GetBytes(id));
        if (!string.IsNullOrEmpty(state))
            headers.Add(State, Encoding.UTF8.GetBytes(state));
    }

    private static (string? Id, string? State) Text(ActivityContext context)
    {
        if (context == default)
            return (Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null, Activity.Current?.TraceStateString);
        var flags = ((int)context.TraceFlags).ToString("x2");
        return ($"00-{context.TraceId}-{context.SpanId}-{flags}", context.TraceState);
    }
}

using System.Text.RegularExpressions;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Failures;

/// <summary>Says what a failed span means: who called whom, for what, and what came of it.</summary>
internal static partial class FailureCauses
{
    public static FailureCause Of(TraceReading trace, SpanRow failed, PeerResolver peers)
    {
        var data = trace.Decode(in failed);
        var service = trace.Service(in failed);
        var (caller, callee, operation) = failed.Kind switch
        {
            3 when Callee(trace, in failed, peers) is { } called => (service, called, Operation(trace, in failed, data)),
            4 => (service, trace.Route(in failed), trace.Text(failed.Name)),
            2 when trace.TryParent(in failed, out var parent) && trace.Service(in parent) is var above && above != service => (
                above,
                service,
                failed.Route != 0 ? trace.Text(failed.Route) : Operation(trace, in parent, trace.Decode(in parent))
            ),
            _ => ((string?)null, service, failed.Route != 0 ? trace.Text(failed.Route) : Operation(trace, in failed, data)),
        };
        var errorType = failed.ErrorType != 0 ? trace.Text(failed.ErrorType) : null;
        int? status = failed.HttpStatus >= 400 ? failed.HttpStatus : null;
        return new FailureCause(Kind(status, errorType), caller, callee, operation)
        {
            System = failed.System != 0 ? trace.Text(failed.System) : null,
            Status = status,
            ErrorType = errorType,
            Message = Message(data),
        };
    }

    private static string? Callee(TraceReading trace, in SpanRow client, PeerResolver peers)
    {
        // The one who answered says best who it was; without telemetry of its own it is known by its address.
        if (trace.TryAnswer(client, out var answered))
        {
            return trace.Service(in answered);
        }
        var peer = trace.Text(client.Peer);
        return peer.Length == 0 ? null : peers.Resolve(peer) ?? peer;
    }

    private static string Kind(int? status, string? errorType) =>
        status switch
        {
            408 or 504 => "timeout",
            not null => "status",
            _ => errorType switch
            {
                null => "error",
                "connection_error" or "name_resolution_error" or "response_ended" => "unreachable",
                _ when errorType.EndsWith("BrokenCircuitException", StringComparison.Ordinal) => "circuitOpen",
                _ when errorType.EndsWith("SocketException", StringComparison.Ordinal) => "unreachable",
                _ when errorType.Contains("timeout", StringComparison.OrdinalIgnoreCase) => "timeout",
                _ when errorType.EndsWith("TaskCanceledException", StringComparison.Ordinal) => "timeout",
                _ => "exception",
            },
        };

    private static string Operation(TraceReading trace, in SpanRow row, SpanData data)
    {
        if (row.System != 0 || Attribute(data, "url.full", "http.url", "url.path", "http.target") is not { } address)
        {
            return trace.Text(row.Name);
        }
        var method = Attribute(data, "http.request.method", "http.method");
        var path =
            address.StartsWith('/') || !Uri.TryCreate(address, UriKind.Absolute, out var uri) ? address.Split('?')[0] : uri.AbsolutePath;
        var shape = string.Join('/', path.Split('/').Select(part => Identifier().IsMatch(part) ? "{id}" : part));
        return method is null ? shape : $"{method} {shape}";
    }

    private static string? Message(SpanData data)
    {
        if (data.StatusMessage.Length > 0)
        {
            return data.StatusMessage;
        }
        var exception = data.Events.LastOrDefault(one => one.Name == "exception");
        return exception?.Attributes.FirstOrDefault(pair => pair.Key == "exception.message").Value.Text;
    }

    private static string? Attribute(SpanData data, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var (key, value) in data.Attributes)
            {
                if (key == name)
                {
                    return value.ToString();
                }
            }
        }
        return null;
    }

    /// <summary>Numbers, UUIDs and long words with digits in them name one thing among many.</summary>
    [GeneratedRegex(@"^(\d+|[0-9a-fA-F-]{32,36}|(?=.*\d)[\w-]{12,})$")]
    private static partial Regex Identifier();
}

using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>Addresses are known when objects are written: they become text.</summary>
internal static class EndpointValues
{
    /// <summary>The value without endpoints; texts that touch are one.</summary>
    public static IReadOnlyList<ValuePart> Resolve(KubernetesContext context, Workload reader, DeployedValue value)
    {
        var parts = new List<ValuePart>(value.Parts.Count);
        foreach (var part in value.Parts.SelectMany(part => OfStoreOutside(context, part)))
        {
            var resolved = part switch
            {
                EndpointPart endpoint => new LiteralPart(Encoded(Text(context, reader, endpoint), endpoint.Format)),
                LiteralPart { Format: { } format } literal => new LiteralPart(Encoded(literal.Text, format)),
                _ => part,
            };
            if (resolved is LiteralPart text && parts is [.., LiteralPart before])
            {
                parts[^1] = new LiteralPart(before.Text + text.Text);
            }
            else
            {
                parts.Add(resolved);
            }
        }
        return parts.Count == 0 ? [new LiteralPart("")] : parts;
    }

    /// <summary>Of a store that others run, the host is a parameter.</summary>
    private static IEnumerable<ValuePart> OfStoreOutside(KubernetesContext context, ValuePart part)
    {
        if (part is not EndpointPart endpoint || context.Model.FindStore(endpoint.Component) is not { } store || store.IsInside())
        {
            return [part];
        }
        var host = new ParameterPart(StoreParameters.HostOf(store), endpoint.Format);
        var port = $":{store.PortOf().ToString(CultureInfo.InvariantCulture)}";
        return endpoint.Property switch
        {
            EndpointProperty.Host or EndpointProperty.IPV4Host => [host],
            EndpointProperty.HostAndPort => [host, new LiteralPart(port) { Format = endpoint.Format }],
            EndpointProperty.Url =>
            [
                new LiteralPart($"{store.SchemeOf()}://") { Format = endpoint.Format },
                host,
                new LiteralPart(port) { Format = endpoint.Format },
            ],
            _ => [part],
        };
    }

    private static string Encoded(string text, string? format) => format is "uri" ? Uri.EscapeDataString(text) : text;

    private static string Text(KubernetesContext context, Workload reader, EndpointPart part)
    {
        var (scheme, number) = Address(context, reader, part);
        var host = context.HostOf(part.Component);
        var port = number.ToString(CultureInfo.InvariantCulture);
        return part.Property switch
        {
            EndpointProperty.Url => $"{scheme}://{host}:{port}",
            EndpointProperty.Host or EndpointProperty.IPV4Host => host,
            EndpointProperty.Port or EndpointProperty.TargetPort => port,
            EndpointProperty.HostAndPort => $"{host}:{port}",
            EndpointProperty.Scheme => scheme,
            EndpointProperty.TlsEnabled => scheme is "https" ? bool.TrueString : bool.FalseString,
            _ => throw new ArgumentOutOfRangeException(nameof(part), part.Property, null),
        };
    }

    private static (string Scheme, int Number) Address(KubernetesContext context, Workload reader, EndpointPart part)
    {
        if (part.Component == SystemComponents.Collector)
        {
            return ("http", part.Endpoint == SystemComponents.OtlpHttpEndpoint ? SystemComponents.OtlpHttpPort : SystemComponents.OtlpPort);
        }
        if (context.Model.FindStore(part.Component) is { } store)
        {
            return (store.SchemeOf(), store.PortOf());
        }
        var port =
            context
                .Model.FindWorkload(part.Component)
                ?.Ports.FirstOrDefault(port => string.Equals(port.Name, part.Endpoint, StringComparison.OrdinalIgnoreCase))
            ?? throw new DistributedApplicationException(
                $"'{reader.Name}' names the endpoint '{part.Endpoint}' of '{part.Component}', which is not published to {context.Model.Stage}. Declare it in the AppHost, or leave the reference out."
            );
        return (port.Scheme, port.Number);
    }
}

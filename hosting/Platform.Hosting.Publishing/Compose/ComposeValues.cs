using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Publishing.Compose.Stores;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>Prints values. Literals keep their dollars by doubling them; what is secret is a file, and the process puts it in.</summary>
internal sealed partial class ComposeValues(ComposeContext context)
{
    public const int DashboardGrpcPort = 18889;
    private const int DashboardHttpPort = 18890;

    public static string Escape(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>Whether the text can stand within <c>${NAME:-…}</c> and in a line of an environment file as it is.</summary>
    public static bool IsSafe(string text) => Safe().IsMatch(text);

    /// <summary>The text for a service; null where it names what is not there: the collector, without a dashboard.</summary>
    /// <param name="expands">Whether the process expands <c>{secret:name}</c>: services with ServiceDefaults do.</param>
    public string? Print(DeployedValue value, Aspire.Hosting.Docker.Resources.ComposeNodes.Service service, bool expands)
    {
        var text = new StringBuilder();
        foreach (var part in value.Parts)
        {
            switch (part)
            {
                case LiteralPart literal:
                    text.Append(Escape(literal.Text));
                    break;
                case ParameterPart parameter:
                    text.Append(context.Parameter(parameter.Name, parameter.Format));
                    break;
                case SecretPart secret when expands:
                    context.SecretFile(secret.Name, service);
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"{{secret:{secret.Name}{(secret.Format is { } format ? $"|{format}" : "")}}}"
                    );
                    break;
                case SecretPart secret:
                    text.Append(context.Parameter(secret.Name, secret.Format));
                    context.Tell(
                        FindingLevel.Note,
                        service.Name,
                        $"It reads the secret '{secret.Name}' from its environment, for its image knows no files: the value stands in .env, which is to be kept like a secret."
                    );
                    break;
                case EndpointPart endpoint:
                    if (Endpoint(endpoint) is not { } address)
                    {
                        return null;
                    }
                    text.Append(Escape(endpoint.Format is null ? address : Uri.EscapeDataString(address)));
                    break;
                default:
                    throw new InvalidOperationException($"A {part.GetType().Name} cannot be printed for Compose.");
            }
        }
        return text.ToString();
    }

    private string? Endpoint(EndpointPart part)
    {
        var (host, port, scheme) = Locate(part);
        if (host is null)
        {
            return null;
        }
        return part.Property switch
        {
            EndpointProperty.Url => string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{port}"),
            EndpointProperty.HostAndPort => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"),
            EndpointProperty.Host or EndpointProperty.IPV4Host => host,
            EndpointProperty.Port or EndpointProperty.TargetPort => port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.Scheme => scheme,
            EndpointProperty.TlsEnabled => bool.FalseString,
            _ => throw new InvalidOperationException($"The property {part.Property} of an endpoint cannot be printed for Compose."),
        };
    }

    private (string? Host, int Port, string Scheme) Locate(EndpointPart part)
    {
        if (part.Component == SystemComponents.Collector)
        {
            // Without a collector the dashboard takes it all itself.
            var isHttp = part.Endpoint == SystemComponents.OtlpHttpEndpoint;
            return ComposeTelemetry.HasCollector(context)
                ? (SystemComponents.Collector, isHttp ? SystemComponents.OtlpHttpPort : SystemComponents.OtlpPort, "http")
                : (context.Dashboard, isHttp ? DashboardHttpPort : DashboardGrpcPort, "http");
        }
        if (context.Model.FindWorkload(part.Component) is { } workload)
        {
            var port =
                workload.Ports.FirstOrDefault(port => string.Equals(port.Name, part.Endpoint, StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidOperationException($"'{part.Component}' has no port '{part.Endpoint}'.");
            return (ComposeNames.Service(workload.Name), port.Number, port.Scheme);
        }
        if (context.Model.FindStore(part.Component) is { } store)
        {
            return (
                ComposeNames.Service(store.Name),
                ComposeStores.PortOf(store),
                store.Kind is StoreKind.S3 or StoreKind.Elasticsearch ? "http" : "tcp"
            );
        }
        throw new InvalidOperationException($"'{part.Component}' is neither a workload nor a store of the model.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.,:/@%+=-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Safe();
}

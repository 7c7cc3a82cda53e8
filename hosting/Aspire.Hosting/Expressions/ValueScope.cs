namespace Aspire.Hosting.ApplicationModel;

/// <summary>Who uses a value, and on which network.</summary>
internal sealed record ValueScope(DistributedApplicationExecutionContext? ExecutionContext, IResource? Caller, NetworkIdentifier Network)
{
    public static ValueScope From(ValueProviderContext? context) =>
        new(context?.ExecutionContext, context?.Caller, context?.Network ?? ResourceNetwork.Of(context?.Caller));

    public ValueProviderContext ToContext() =>
        new()
        {
            ExecutionContext = ExecutionContext,
            Caller = Caller,
            Network = Network,
        };
}

/// <summary>The network a resource stands in. Its launcher says so: a container served natively lives on localhost.</summary>
internal sealed record ResourceNetworkAnnotation(NetworkIdentifier Network) : IResourceAnnotation;

internal static class ResourceNetwork
{
    public static NetworkIdentifier Of(IResource? resource) =>
        resource?.Annotations.OfType<ResourceNetworkAnnotation>().LastOrDefault()?.Network ?? KnownNetworkIdentifiers.LocalhostNetwork;
}

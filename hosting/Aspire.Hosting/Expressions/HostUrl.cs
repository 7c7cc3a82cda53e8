namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL on the host's own network, rewritten for callers that live on another.</summary>
public record HostUrl(string Url) : IExpressionValue
{
    string IManifestExpressionProvider.ValueExpression => Url;

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => new(Url);

    ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) =>
        new(SeenFrom(ValueScope.From(context).Network));

    private string SeenFrom(NetworkIdentifier network)
    {
        if (network == KnownNetworkIdentifiers.LocalhostNetwork || !Uri.TryCreate(Url, UriKind.Absolute, out var uri) || !uri.IsLoopback)
        {
            return Url;
        }

        var seen = new UriBuilder(uri) { Host = KnownHostNames.DockerDesktopHostBridge }.Uri.ToString();
        return Url.EndsWith('/') ? seen : seen.TrimEnd('/');
    }
}

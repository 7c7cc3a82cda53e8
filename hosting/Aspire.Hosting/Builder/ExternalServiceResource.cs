using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A service that runs outside the application.</summary>
public sealed class ExternalServiceResource : Resource
{
    /// <exception cref="ArgumentException">The address is relative, or has a path without a slash at its end, a query or a fragment.</exception>
    public ExternalServiceResource(string name, Uri uri)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!TryParse(uri.OriginalString, out _, out var fault))
        {
            throw new ArgumentException(fault, nameof(uri));
        }

        Uri = uri;
    }

    public ExternalServiceResource(string name, ParameterResource urlParameter)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        UrlParameter = urlParameter;
    }

    /// <summary>The address; null where a parameter gives it.</summary>
    public Uri? Uri { get; }

    /// <summary>Gives the address; null where it is fixed.</summary>
    public ParameterResource? UrlParameter { get; }

    internal static bool TryParse(string? url, out Uri? uri, out string? fault)
    {
        uri = null;
        fault =
            !Uri.TryCreate(url, UriKind.Absolute, out var parsed)
                ? $"The URL for the external service must be an absolute URI; '{url}' is not."
            : !parsed.AbsolutePath.EndsWith('/')
                ? $"The URL for the external service must have an absolute path that ends with '/'; '{url}' has '{parsed.AbsolutePath}'."
            : parsed.Fragment.Length > 0 ? $"The URL for the external service cannot contain a fragment; '{url}' does."
            : null;
        if (fault is null)
        {
            uri = parsed;
        }

        return fault is null;
    }

    /// <summary>The scheme, which names the endpoint in service discovery; default where it is known later only.</summary>
    internal async ValueTask<string> GetSchemeAsync(DistributedApplicationExecutionContext context, CancellationToken cancellationToken)
    {
        if (UrlParameter is null)
        {
            return Uri!.Scheme;
        }

        return context.IsPublishMode ? "default" : (await GetUriAsync(cancellationToken).ConfigureAwait(false)).Scheme;
    }

    internal async ValueTask<Uri> GetUriAsync(CancellationToken cancellationToken)
    {
        if (Uri is not null)
        {
            return Uri;
        }

        var url = await UrlParameter!.GetValueAsync(cancellationToken).ConfigureAwait(false);
        return TryParse(url, out var uri, out var fault)
            ? uri!
            : throw new DistributedApplicationException(
                $"External service '{Name}': {fault} It comes from parameter '{UrlParameter.Name}' ({UrlParameter.ConfigurationKey})."
            );
    }
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An Elasticsearch node.</summary>
public class ElasticsearchResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "http";
    internal const string InternalEndpointName = "internal";
    internal const string UserName = "elastic";

    public ElasticsearchResource(string name, ParameterResource password)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(password);
        PasswordParameter = password;
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
        InternalEndpoint = new EndpointReference(this, InternalEndpointName);
    }

    /// <summary>The HTTP API.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>Where nodes of a cluster talk to one another.</summary>
    public EndpointReference InternalEndpoint { get; }

    /// <summary>The password of the user <c>elastic</c>.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <summary><c>http://elastic:password@host:port</c>, the password as it is.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        this.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect)
            ? redirect.Resource.ConnectionStringExpression
            : ReferenceExpression.Create(
                $"http://{UserName}:{PasswordParameter}@{PrimaryEndpoint.Property(EndpointProperty.Host)}:{PrimaryEndpoint.Property(EndpointProperty.Port)}"
            );
}

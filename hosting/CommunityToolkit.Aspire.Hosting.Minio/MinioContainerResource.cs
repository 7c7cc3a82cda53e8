using CommunityToolkit.Aspire.Hosting.Minio;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An S3-compatible object store.</summary>
[Obsolete(MinioObsolescence.Message)]
public sealed class MinioContainerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "http";
    internal const string ConsoleEndpointName = "console";
    internal const string DefaultUserName = "minioadmin";

    public MinioContainerResource(string name, ParameterResource rootUser, ParameterResource passwordParameter)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(rootUser);
        ArgumentNullException.ThrowIfNull(passwordParameter);
        RootUser = rootUser;
        PasswordParameter = passwordParameter;
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
    }

    /// <summary>The S3 API.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The access key.</summary>
    public ParameterResource RootUser { get; set; }

    /// <summary>The secret key.</summary>
    public ParameterResource PasswordParameter { get; private set; }

    /// <summary><c>Endpoint=http://host:port;AccessKey=…;SecretKey=…</c></summary>
    public ReferenceExpression ConnectionStringExpression =>
        this.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect)
            ? redirect.Resource.ConnectionStringExpression
            : ReferenceExpression.Create($"Endpoint={UriExpression};AccessKey={RootUser};SecretKey={PasswordParameter}");

    /// <summary><c>http://host:port</c></summary>
    public ReferenceExpression UriExpression => ReferenceExpression.Create($"http://{Host}:{Port}");

    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        this.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect)
            ? redirect.Resource.GetConnectionStringAsync(cancellationToken)
            : ConnectionStringExpression.GetValueAsync(cancellationToken);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        yield return new("AccessKey", ReferenceExpression.Create($"{RootUser}"));
        yield return new("SecretKey", ReferenceExpression.Create($"{PasswordParameter}"));
        yield return new("Uri", UriExpression);
    }

    internal void SetPassword(ParameterResource password) => PasswordParameter = password;
}

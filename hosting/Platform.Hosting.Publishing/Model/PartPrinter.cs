using System.Globalization;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>
/// Prints a value's leaves as marks in the text, and makes parts of the text again. A mark holds a number that no graph can know, so no text of
/// a graph is taken for one.
/// </summary>
internal sealed class PartPrinter(GraphRoles roles, IResource caller) : ILeafPrinter
{
    private const char End = '\uE001';
    private static readonly string Begin = $"\uE000{Guid.NewGuid():N}:";
    private readonly List<ValuePart> leaves = [];

    /// <summary>The endpoints of others that the values name, in order.</summary>
    public List<EndpointUse> Uses { get; } = [];

    /// <summary>The parameters that the values name, in order.</summary>
    public List<ParameterResource> Parameters { get; } = [];

    /// <summary>Properties of addresses that are asked of systems outside.</summary>
    public List<ExternalUse> Externals { get; } = [];

    /// <summary>The caller's own ports whose addresses its values hold: they are given to others, who call back.</summary>
    public List<WorkloadPort> HandedOut { get; } = [];

    /// <summary>Where values go: into messages and uses.</summary>
    public string Variable { get; set; } = "";

    /// <summary>The value's parts; null where it has no text.</summary>
    public async ValueTask<DeployedValue?> ReadAsync(
        object? value,
        DistributedApplicationExecutionContext context,
        CancellationToken cancellationToken
    )
    {
        // A connection string from outside is wanted in a deployment even where a run may do without.
        var wanted = value is ConnectionStringReference reference ? reference.Resource : value;
        var scope = new ValueScope(context, caller, ResourceNetwork.Of(caller));
        return await ValueResolver.ResolveAsync(wanted, scope, this, cancellationToken).ConfigureAwait(false) is { } text
            ? new(Parse(text))
            : null;
    }

    public async ValueTask<string?> PrintAsync(object leaf, string? format, ValueScope scope, CancellationToken cancellationToken)
    {
        switch (leaf)
        {
            case EndpointReferenceExpression address:
                return PrintEndpoint(address, Format(format));
            case ParameterResource parameter:
                return PrintParameter(parameter, Format(format));
            case IResource resource when resource.TryGetLastAnnotation<PublishAsParameterAnnotation>(out var given):
                return PrintParameter(given.Parameter, Format(format));
            case IResourceWithConnectionString resource:
                ConnectionGuard.Check(roles, caller, resource, Variable);
                return await ValueResolver
                    .ResolveAsync(resource.ConnectionStringExpression, scope, this, cancellationToken, format)
                    .ConfigureAwait(false);
            case InstanceValue:
                return ValueFormat.Apply(caller.Name, format);
            case HostUrl url:
                return ValueFormat.Apply(url.Url, format);
            case ContainerPortReference or ContainerImageReference:
                var text = await ((IValueProvider)leaf).GetValueAsync(cancellationToken).ConfigureAwait(false);
                return ValueFormat.Apply(text, format);
            default:
                throw new DistributedApplicationException(
                    $"'{caller.Name}' is given{InVariable()} a {leaf.GetType().Name}, of which a deployment knows nothing: use a parameter, an endpoint, a connection string or text."
                );
        }
    }

    public async ValueTask<string?> PrintConditionalAsync(
        ReferenceExpression conditional,
        ValueScope scope,
        Func<object, ValueTask<string?>> resolve,
        CancellationToken cancellationToken
    )
    {
        var actual = await ValueResolver.ResolveAsync(conditional.Condition, scope, this, cancellationToken).ConfigureAwait(false);
        if (actual?.Contains(Begin, StringComparison.Ordinal) is true)
        {
            throw new DistributedApplicationException(
                $"'{caller.Name}' is given{InVariable()} a choice by '{(conditional.Condition as IManifestExpressionProvider)?.ValueExpression}', which only the deployment knows: a choice is made when publishing, by what is known then. Give each stage its value by a parameter instead."
            );
        }
        var matches = string.Equals(actual, conditional.MatchValue, StringComparison.OrdinalIgnoreCase);
        return await resolve(matches ? conditional.WhenTrue! : conditional.WhenFalse!).ConfigureAwait(false);
    }

    private string? PrintParameter(ParameterResource parameter, string? format)
    {
        Parameters.Add(parameter);
        if (roles.Of(parameter) is Role.Connected)
        {
            Externals.Add(new(parameter, Variable));
        }
        return Mark(parameter.Secret ? new SecretPart(parameter.Name, format) : new ParameterPart(parameter.Name, format));
    }

    private string? PrintEndpoint(EndpointReferenceExpression address, string? format)
    {
        var resource = address.Endpoint.Resource;
        var declared = address.Endpoint.EndpointAnnotation;
        switch (roles.Of(resource))
        {
            case Role.External:
                Externals.Add(new(resource, Variable));
                return PrintExternal(resource, address.Property, format);
            case Role.LeftOut or Role.None:
                throw new DistributedApplicationException(
                    $"'{caller.Name}' is given{InVariable()} the address of '{resource.Name}', which is not published. Publish it too, or do not refer to it in publish mode."
                );
        }

        var port = Find(resource, declared.Name);
        switch (address.Property)
        {
            case EndpointProperty.TargetPort:
                return port.Number.ToString(CultureInfo.InvariantCulture);
            case EndpointProperty.Scheme:
                return ValueFormat.Apply(port.Scheme, format);
            case EndpointProperty.TlsEnabled:
                return declared.TlsEnabled && port.Name == declared.Name ? bool.TrueString : bool.FalseString;
        }

        if (string.Equals(resource.Name, caller.Name, StringComparison.OrdinalIgnoreCase))
        {
            HandedOut.Add(port);
        }
        else
        {
            Uses.Add(new(resource.Name, port, Variable));
        }
        var property = address.Property is EndpointProperty.IPV4Host ? EndpointProperty.Host : address.Property;
        return Mark(new EndpointPart(resource.Name, port.Name, property, format));
    }

    private string? PrintExternal(IResource resource, EndpointProperty property, string? format)
    {
        var mock = resource.IntentOf<MockIntent>(roles.Stage)!;
        return property switch
        {
            EndpointProperty.Url => Mark(new ParameterPart(ExternalParameters.Url(resource.Name), format)),
            EndpointProperty.Host or EndpointProperty.IPV4Host => Mark(new ParameterPart(ExternalParameters.Host(resource.Name), format)),
            EndpointProperty.Scheme => ValueFormat.Apply(ExternalParameters.Scheme(mock), format),
            EndpointProperty.TlsEnabled => ExternalParameters.Scheme(mock) is "https" ? bool.TrueString : bool.FalseString,
            _ => mock.Port.ToString(CultureInfo.InvariantCulture),
        };
    }

    private WorkloadPort Find(IResource resource, string endpoint) =>
        roles.PortsOf(resource).FirstOrDefault(port => port.Is(endpoint))?.Port
        ?? throw new DistributedApplicationException(
            $"'{caller.Name}' is given{InVariable()} the endpoint '{endpoint}' of '{resource.Name}', which has no such port in a deployment."
        );

    private string Mark(ValuePart part)
    {
        leaves.Add(part);
        return string.Create(CultureInfo.InvariantCulture, $"{Begin}{leaves.Count - 1}{End}");
    }

    private List<ValuePart> Parse(string text)
    {
        var parts = new List<ValuePart>();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; )
        {
            var next = text.IndexOf(Begin, at, StringComparison.Ordinal);
            literal.Append(text, at, (next < 0 ? text.Length : next) - at);
            if (next < 0)
            {
                break;
            }
            var number = next + Begin.Length;
            var end = text.IndexOf(End, number);
            AddLiteral(parts, literal);
            parts.Add(leaves[int.Parse(text.AsSpan(number, end - number), CultureInfo.InvariantCulture)]);
            at = end + 1;
        }
        AddLiteral(parts, literal);
        return parts;
    }

    private static void AddLiteral(List<ValuePart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new LiteralPart(literal.ToString()));
            literal.Clear();
        }
    }

    private static string? Format(string? format)
    {
        ValueFormat.Validate(format);
        return string.IsNullOrEmpty(format) ? null : ValueFormat.Uri;
    }

    private string InVariable() => Variable.Length > 0 ? $" in {Variable}" : "";
}

/// <summary>A value names an endpoint of another component.</summary>
internal sealed record EndpointUse(string Component, WorkloadPort Port, string Variable);

/// <summary>A value names a system outside.</summary>
internal sealed record ExternalUse(IResource Resource, string Variable);

using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Prints placeholders, and notes those that stand for a resource which the manifest must then hold.</summary>
internal sealed class ManifestPrinter(ManifestReferences references) : ManifestLeafPrinter
{
    protected override string Formatted(IManifestExpressionProvider value, string format) =>
        value is ParameterResource parameter ? $"{{{references.Encode(parameter)}.value}}" : value.ValueExpression;

    /// <summary>The branch that the graph takes as it is published.</summary>
    /// <exception cref="DistributedApplicationException">The choice depends on an address, which only a run or a deployment knows.</exception>
    public static async ValueTask<ReferenceExpression> ChooseAsync(ReferenceExpression conditional, CancellationToken cancellationToken)
    {
        if (
            conditional.Condition is EndpointReferenceExpression
            {
                Property: not (EndpointProperty.TlsEnabled or EndpointProperty.Scheme)
            } address
        )
        {
            throw new DistributedApplicationException(
                $"A choice depends on '{address.ValueExpression}', which is not known when publishing. "
                    + "Let it depend on a parameter, or on the endpoint's scheme or TLS."
            );
        }

        var scope = ValueScope.From(null);
        var actual = await ValueResolver
            .ResolveAsync(conditional.Condition, scope, RunLeafPrinter.Instance, cancellationToken)
            .ConfigureAwait(false);
        return string.Equals(actual, conditional.MatchValue, StringComparison.OrdinalIgnoreCase)
            ? conditional.WhenTrue!
            : conditional.WhenFalse!;
    }
}

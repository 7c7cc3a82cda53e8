namespace Aspire.Hosting.ApplicationModel;

/// <summary>Prints the placeholders of a manifest: <c>{pg.bindings.tcp.port}</c>. The manifest's writer derives from it to take note of what it names.</summary>
internal class ManifestLeafPrinter : ILeafPrinter
{
    public static readonly ManifestLeafPrinter Instance = new();

    public ValueTask<string?> PrintAsync(object leaf, string? format, ValueScope scope, CancellationToken cancellationToken)
    {
        if (leaf is not IManifestExpressionProvider placeholder)
        {
            throw new DistributedApplicationException(
                $"{leaf.GetType()} has a value in a run but no placeholder for publishing: it is no IManifestExpressionProvider."
            );
        }

        return string.IsNullOrEmpty(format) ? new(placeholder.ValueExpression) : new(Formatted(placeholder, format));
    }

    public virtual ValueTask<string?> PrintConditionalAsync(
        ReferenceExpression conditional,
        ValueScope scope,
        Func<object, ValueTask<string?>> resolve,
        CancellationToken cancellationToken
    ) => new(conditional.ValueExpression);

    /// <summary>The placeholder of a value that the target is to format. Default: <c>{name-uri-encoded.value}</c> for a parameter, else that of the value itself.</summary>
    protected virtual string Formatted(IManifestExpressionProvider value, string format) =>
        value is ParameterResource parameter ? $"{{{parameter.Name}-{format}-encoded.value}}" : value.ValueExpression;
}

using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Turns any value of the model into text. Nobody else does: a run and every publisher differ in the leaf printer only.</summary>
internal static class ValueResolver
{
    /// <summary>The value in a run, the placeholder in publishing.</summary>
    public static ValueTask<string?> ResolveAsync(
        object? value,
        DistributedApplicationExecutionContext context,
        IResource? caller,
        NetworkIdentifier network,
        CancellationToken cancellationToken
    ) => ResolveAsync(value, new ValueScope(context, caller, network), PrinterFor(context), cancellationToken);

    public static ILeafPrinter PrinterFor(DistributedApplicationExecutionContext context) =>
        context.IsPublishMode ? ManifestLeafPrinter.Instance : RunLeafPrinter.Instance;

    public static async ValueTask<string?> ResolveAsync(
        object? value,
        ValueScope scope,
        ILeafPrinter printer,
        CancellationToken cancellationToken,
        string? format = null
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (value)
        {
            case null:
                return null;
            case string text:
                return ValueFormat.Apply(text, format);
            case ReferenceExpression { IsConditional: true } choice:
                return await printer
                    .PrintConditionalAsync(
                        choice,
                        scope,
                        part => ResolveAsync(part, scope, printer, cancellationToken, format),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            case ReferenceExpression expression:
                return await ResolvePartsAsync(expression, scope, printer, format, cancellationToken).ConfigureAwait(false);
            case EndpointReference endpoint:
                return await ResolveAsync(endpoint.Property(EndpointProperty.Url), scope, printer, cancellationToken, format)
                    .ConfigureAwait(false);
            case EndpointReferenceExpression { Property: EndpointProperty.HostAndPort } address:
                return await ResolveHostAndPortAsync(address, scope, printer, format, cancellationToken).ConfigureAwait(false);
            case ConnectionStringReference reference:
                return await ResolveConnectionStringAsync(reference, scope, printer, format, cancellationToken).ConfigureAwait(false);
            case IResourceBuilder<IResource> builder:
                return await ResolveAsync(builder.Resource, scope, printer, cancellationToken, format).ConfigureAwait(false);
            case IValueProvider or IManifestExpressionProvider:
                return await printer.PrintAsync(value, format, scope, cancellationToken).ConfigureAwait(false);
            case bool truth:
                return ValueFormat.Apply(truth ? "true" : "false", format);
            case IFormattable number:
                return ValueFormat.Apply(number.ToString(null, CultureInfo.InvariantCulture), format);
            case Uri or FileInfo or DirectoryInfo:
                return ValueFormat.Apply(value.ToString(), format);
            default:
                throw new DistributedApplicationException(
                    $"A value of type {value.GetType()}{UsedBy(scope)} has no text: use a string, a number, or an IValueProvider such as a parameter, an endpoint or a ReferenceExpression."
                );
        }
    }

    private static async ValueTask<string?> ResolvePartsAsync(
        ReferenceExpression expression,
        ValueScope scope,
        ILeafPrinter printer,
        string? format,
        CancellationToken cancellationToken
    )
    {
        if (expression.Format.Length is 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var part in expression.Parts())
        {
            text.Append(
                part.Value is { } inner
                    ? await ResolveAsync(inner, scope, printer, cancellationToken, part.StringFormat ?? format).ConfigureAwait(false)
                    : ValueFormat.Apply(part.Text, format)
            );
        }

        return text.ToString();
    }

    private static async ValueTask<string?> ResolveHostAndPortAsync(
        EndpointReferenceExpression address,
        ValueScope scope,
        ILeafPrinter printer,
        string? format,
        CancellationToken cancellationToken
    )
    {
        var host = await printer
            .PrintAsync(address.Endpoint.Property(EndpointProperty.Host), format, scope, cancellationToken)
            .ConfigureAwait(false);
        var port = await printer
            .PrintAsync(address.Endpoint.Property(EndpointProperty.Port), format, scope, cancellationToken)
            .ConfigureAwait(false);
        return $"{host}{ValueFormat.Apply(":", format)}{port}";
    }

    private static async ValueTask<string?> ResolveConnectionStringAsync(
        ConnectionStringReference reference,
        ValueScope scope,
        ILeafPrinter printer,
        string? format,
        CancellationToken cancellationToken
    )
    {
        if (reference.Optional && reference.Resource is ParameterResource parameter && !parameter.TryGetValue(out _, out _))
        {
            // Nobody is kept waiting for what may as well be missing.
            return null;
        }
        try
        {
            var value = await ResolveAsync(reference.Resource, scope, printer, cancellationToken, format).ConfigureAwait(false);
            return string.IsNullOrEmpty(value) && !reference.Optional
                ? throw new DistributedApplicationException(
                    $"The connection string for the resource '{reference.Resource.Name}' is not available{UsedBy(scope)}."
                )
                : value;
        }
        catch (MissingParameterValueException) when (reference.Optional)
        {
            return null;
        }
    }

    private static string UsedBy(ValueScope scope) => scope.Caller is { } caller ? $", which '{caller.Name}' uses," : "";
}

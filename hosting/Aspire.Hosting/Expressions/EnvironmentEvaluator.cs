using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The environment of a resource: its callbacks run in order, then every value is resolved.</summary>
internal static class EnvironmentEvaluator
{
    /// <summary>The variables as the callbacks leave them, unresolved.</summary>
    public static async ValueTask<Dictionary<string, object>> CollectAsync(
        IResource resource,
        DistributedApplicationExecutionContext executionContext,
        ILogger? logger = null,
        CancellationToken cancellationToken = default
    )
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken)
        {
            Logger = logger ?? NullLogger.Instance,
        };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        return context.EnvironmentVariables;
    }

    /// <summary>The variables with their text, in the order in which they were set; those without a value are left out.</summary>
    /// <param name="network">Default: the network the resource stands in.</param>
    /// <param name="printer">Default: values in a run, manifest placeholders in publishing.</param>
    public static async ValueTask<Dictionary<string, string>> ResolveAsync(
        IResource resource,
        DistributedApplicationExecutionContext executionContext,
        NetworkIdentifier? network = null,
        ILeafPrinter? printer = null,
        ILogger? logger = null,
        CancellationToken cancellationToken = default
    )
    {
        var variables = await CollectAsync(resource, executionContext, logger, cancellationToken).ConfigureAwait(false);
        var scope = new ValueScope(executionContext, resource, network ?? ResourceNetwork.Of(resource));
        printer ??= ValueResolver.PrinterFor(executionContext);
        var resolved = new Dictionary<string, string>(variables.Count);
        foreach (var (name, value) in variables)
        {
            if (await ValueResolver.ResolveAsync(value, scope, printer, cancellationToken).ConfigureAwait(false) is { } text)
            {
                resolved[name] = text;
            }
        }

        return resolved;
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The arguments of a resource: its callbacks run in order, then every value is resolved.</summary>
internal static class ArgumentsEvaluator
{
    /// <summary>The arguments as the callbacks leave them, unresolved.</summary>
    public static async ValueTask<List<object>> CollectAsync(
        IResource resource,
        DistributedApplicationExecutionContext executionContext,
        ILogger? logger = null,
        CancellationToken cancellationToken = default
    )
    {
        var args = new List<object>();
        var context = new CommandLineArgsCallbackContext(args, resource, cancellationToken)
        {
            ExecutionContext = executionContext,
            Logger = logger ?? NullLogger.Instance,
        };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        return args;
    }

    /// <summary>The arguments' text; those without a value are left out.</summary>
    /// <param name="network">Default: the network the resource stands in.</param>
    /// <param name="printer">Default: values in a run, manifest placeholders in publishing.</param>
    public static async ValueTask<List<string>> ResolveAsync(
        IResource resource,
        DistributedApplicationExecutionContext executionContext,
        NetworkIdentifier? network = null,
        ILeafPrinter? printer = null,
        ILogger? logger = null,
        CancellationToken cancellationToken = default
    )
    {
        var scope = new ValueScope(executionContext, resource, network ?? ResourceNetwork.Of(resource));
        printer ??= ValueResolver.PrinterFor(executionContext);
        var resolved = new List<string>();
        foreach (var value in await CollectAsync(resource, executionContext, logger, cancellationToken).ConfigureAwait(false))
        {
            if (await ValueResolver.ResolveAsync(value, scope, printer, cancellationToken).ConfigureAwait(false) is { } text)
            {
                resolved.Add(text);
            }
        }

        return resolved;
    }
}

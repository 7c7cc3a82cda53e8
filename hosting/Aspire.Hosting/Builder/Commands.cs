using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds a command that a user can give, or replaces the one of that name.</summary>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null
    )
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentNullException.ThrowIfNull(executeCommand);
        var options = commandOptions ?? new CommandOptions();
        foreach (var former in builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().Where(c => c.Name == name).ToList())
        {
            builder.Resource.Annotations.Remove(former);
        }

        return builder.WithAnnotation(
            new ResourceCommandAnnotation(
                name,
                displayName,
                options.UpdateState ?? (static _ => ResourceCommandState.Enabled),
                executeCommand,
                options.Description,
                options.Arguments,
                options.ConfirmationMessage,
                options.IconName,
                options.IconVariant,
                options.IsHighlighted,
                options.Visibility,
                options.ValidateArguments
            )
            {
                Progress = options.Progress,
            }
        );
    }

    /// <summary>Adds a command that sends a request to the resource.</summary>
    /// <param name="endpointName">Default: the endpoint named https, else http, else the first HTTP endpoint.</param>
    /// <param name="commandName">Default: made of endpoint, method and path.</param>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        [EndpointName] string? endpointName = null,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null
    )
        where TResource : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithHttpCommand(
            path,
            displayName,
            HttpEndpointSelector(builder.Resource, endpointName),
            commandName,
            commandOptions
        );
    }

    /// <summary>Adds a command that sends a request to an endpoint.</summary>
    /// <param name="commandName">Default: made of endpoint, method and path.</param>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        Func<EndpointReference>? endpointSelector,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null
    )
        where TResource : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(path);
        var options = commandOptions ?? new HttpCommandOptions();
        var command = new HttpCommand(
            options,
            path,
            options.EndpointSelector ?? endpointSelector ?? HttpEndpointSelector(builder.Resource, endpointName: null)
        );
        var name =
            commandName ?? $"{builder.Resource.Name}-{command.DeclaredEndpoint.EndpointName}-{command.Method}-{path}".ToLowerInvariant();
        options.UpdateState ??= context =>
            context.ResourceSnapshot.State?.Text == KnownResourceStates.Running
                ? ResourceCommandState.Enabled
                : ResourceCommandState.Disabled;
        return builder.WithCommand(name, displayName, command.ExecuteAsync, options);
    }
}

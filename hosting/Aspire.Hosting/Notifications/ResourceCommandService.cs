using Aspire.Hosting.Run;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        _notifications = notifications;
        _loggers = loggers;
        _services = services;
    }

    /// <summary>Executes a command on every instance of a resource.</summary>
    /// <returns>Success when it succeeded on each; otherwise the failures, joined.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource,
        string commandName,
        CancellationToken cancellationToken = default
    ) => ExecuteCommandAsync(resource, commandName, NoArguments, cancellationToken);

    /// <inheritdoc cref="ExecuteCommandAsync(IResource, string, CancellationToken)"/>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource,
        string commandName,
        InteractionInputCollection arguments,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(resource);
        var ids = resource.GetInstanceIds();
        var results = await Task.WhenAll(ids.Select(id => RunAsync(resource, id, commandName, arguments, cancellationToken)))
            .ConfigureAwait(false);
        if (results.Length == 1)
        {
            return results[0];
        }
        var failures = ids.Zip(results).Where(r => !r.Second.Success).ToList();
        return failures.Count == 0
            ? CommandResults.Success()
            : CommandResults.Failure(string.Join("; ", failures.Select(f => $"{f.First}: {f.Second.Message ?? "canceled"}")));
    }

    /// <summary>Executes a command on one instance, or, given a resource's name, on all of its instances.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId,
        string commandName,
        CancellationToken cancellationToken = default
    ) => ExecuteCommandAsync(resourceId, commandName, NoArguments, cancellationToken);

    /// <inheritdoc cref="ExecuteCommandAsync(string, string, CancellationToken)"/>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId,
        string commandName,
        InteractionInputCollection arguments,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceId);
        if (!_notifications.TryGetCurrentState(resourceId, out var current))
        {
            return CommandResults.Failure($"Resource '{resourceId}' not found.");
        }
        return string.Equals(current.ResourceId, resourceId, StringComparison.OrdinalIgnoreCase)
            ? await RunAsync(current.Resource, current.ResourceId, commandName, arguments, cancellationToken).ConfigureAwait(false)
            : await ExecuteCommandAsync(current.Resource, commandName, arguments, cancellationToken).ConfigureAwait(false);
    }

    private static InteractionInputCollection NoArguments => new([]);

    private async Task<ExecuteCommandResult> RunAsync(
        IResource resource,
        string instanceId,
        string commandName,
        InteractionInputCollection arguments,
        CancellationToken cancellationToken
    )
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(c => c.Name == commandName);
        if (command is null)
        {
            return CommandResults.Failure($"Command '{commandName}' is not available for resource '{instanceId}'.");
        }
        var logger = _loggers.GetLogger(instanceId);
        logger.LogInformation("Executing command '{Command}'.", commandName);
        try
        {
            var result = await command
                .ExecuteCommand(
                    new ExecuteCommandContext
                    {
                        ResourceName = instanceId,
                        Services = _services,
                        Arguments = arguments,
                        CancellationToken = cancellationToken,
                        Logger = logger,
                    }
                )
                .ConfigureAwait(false);
            if (result.Success)
            {
                logger.LogInformation("Executed command '{Command}'.", commandName);
            }
            else if (!result.Canceled)
            {
                logger.LogError("Command '{Command}' failed: {Message}", commandName, result.Message);
            }
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Command '{Command}' failed.", commandName);
            return CommandResults.Failure(exception);
        }
    }
}

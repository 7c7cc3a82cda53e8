using Platform.Dashboard.Live;

namespace Platform.Dashboard.Resources;

/// <summary>Has the host do something, and keeps a journal of it: each command is a marker over time.</summary>
internal sealed class HostActions(
    DashboardOptions options,
    MarkerLog markers,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<HostActions> logger
)
{
    /// <summary>Executes a command, to its end even when the page that asked goes away; null where there is no host.</summary>
    public async Task<CommandOutcome?> ExecuteAsync(
        ResourceSnapshot resource,
        ResourceCommand command,
        IReadOnlyDictionary<string, string?> inputs
    )
    {
        if (options.Host is not { } host)
        {
            return null;
        }
        var began = time.GetUtcNow();
        var outcome = await RunAsync(() =>
            host.ExecuteAsync(new CommandRequest(resource.Id, command.Name, inputs), lifetime.ApplicationStopping)
        );
        if (outcome.InputErrors.Count == 0)
        {
            // A mock that is switched explains more than a command: it has a colour of its own.
            var kind = command.Name.StartsWith("mock-", StringComparison.Ordinal) ? "mock" : "command";
            var ending =
                outcome.Success ? ""
                : outcome.Canceled ? " (cancelled)"
                : $" failed: {outcome.Culprit}";
            var level =
                outcome.Success ? "success"
                : outcome.Canceled ? "warning"
                : "error";
            markers.Add(began, kind, level, resource.Name, $"{resource.Id}: {command.DisplayName}{Given(command, inputs)}{ending}");
        }
        return outcome;
    }

    public async Task<CommandOutcome?> ChangeParameterAsync(ParameterChange change)
    {
        if (options.Host is not { } host)
        {
            return null;
        }
        var outcome = await RunAsync(() => host.ChangeParameterAsync(change, lifetime.ApplicationStopping));
        if (outcome.Success)
        {
            var done = change.Value is null ? "deleted" : "set";
            markers.Add(time.GetUtcNow(), "command", "info", change.Name, $"Parameter {change.Name} was {done}");
        }
        return outcome;
    }

    private async Task<CommandOutcome> RunAsync(Func<Task<CommandOutcome>> action)
    {
        try
        {
            return await action();
        }
        catch (OperationCanceledException)
        {
            return new CommandOutcome(Success: false, Canceled: true, "The host stops.");
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The host could not do what it was asked: {Reason}", exception.Message);
            return new CommandOutcome(Success: false, Culprit: exception.Message);
        }
    }

    private static string Given(ResourceCommand command, IReadOnlyDictionary<string, string?> inputs)
    {
        var given = command
            .Inputs.Where(input => input.Type != "SecretText" && !string.IsNullOrEmpty(inputs.GetValueOrDefault(input.Name)))
            .Select(input => $"{input.Label ?? input.Name} {inputs[input.Name]}")
            .ToList();
        return given.Count == 0 ? "" : $" ({string.Join(", ", given)})";
    }
}

using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>
/// Reads every parameter early, so that a missing one is seen at once and not when the first resource that needs it starts; and has a user, where
/// there is one, set those that are missing: whoever needs them waits.
/// </summary>
internal sealed class ParameterValues(
    RunContext context,
    InteractionService interactions,
    IParameterStore store,
    IConfiguration configuration,
    ILogger<ParameterValues> logger
)
{
    private const string ValueProperty = "Value";

    /// <summary>Publishes the states of all parameters.</summary>
    /// <returns>True where a user is asked for some.</returns>
    public async Task<bool> PublishAsync(ExecutionPlan plan, CancellationToken cancellationToken)
    {
        var missing = new List<ParameterResource>();
        foreach (var parameter in plan.Resources.Select(r => r.Resource).OfType<ParameterResource>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await ReadAsync(parameter).ConfigureAwait(false))
            {
                missing.Add(parameter);
            }
        }
        if (missing.Count == 0 || !interactions.IsAvailable)
        {
            return false;
        }
        missing.ForEach(parameter => parameter.Await());
        _ = AskAsync(missing);
        return true;
    }

    /// <summary>The value for all who start from now on, and those who wait for it.</summary>
    /// <param name="save">True to keep it with the instance for later runs.</param>
    public async Task SetAsync(ParameterResource parameter, string value, bool save)
    {
        if (save)
        {
            store.Set(parameter.ConfigurationKey, value);
        }
        parameter.SetValue(value);
        await PublishAsync(parameter, value).ConfigureAwait(false);
    }

    /// <summary>Forgets what was set: the value is what configuration or default say, if they do.</summary>
    public async Task DeleteAsync(ParameterResource parameter)
    {
        store.Remove(parameter.ConfigurationKey);
        parameter.Reread();
        if (!await ReadAsync(parameter).ConfigureAwait(false) && interactions.IsAvailable)
        {
            parameter.Await();
        }
    }

    /// <summary>Whether configuration says a value, which counts for more than a saved one in the next run.</summary>
    public bool IsConfigured(ParameterResource parameter) => !string.IsNullOrEmpty(configuration[parameter.ConfigurationKey]);

    private async Task AskAsync(IReadOnlyList<ParameterResource> parameters)
    {
        try
        {
            while (Missing() is { Count: > 0 } missing)
            {
                if (!await ParameterDialog.ShowAsync(interactions, missing, SetAsync).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "Missing parameters could not be asked for: {Reason}", exception.Message);
        }
        finally
        {
            if (!interactions.IsAvailable)
            {
                Missing().ForEach(parameter => parameter.AwaitNoMore());
            }
        }

        List<ParameterResource> Missing() => [.. parameters.Where(parameter => !parameter.TryGetValue(out _, out _))];
    }

    private async Task<bool> ReadAsync(ParameterResource parameter)
    {
        if (parameter.TryGetValue(out var value, out var fault))
        {
            await PublishAsync(parameter, value).ConfigureAwait(false);
            return true;
        }
        context.Loggers.GetLogger(parameter).LogError("{Message}", fault.Message);
        await context
            .Notifications.PublishUpdateAsync(
                parameter,
                s =>
                    s with
                    {
                        State = new ResourceStateSnapshot(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Error),
                        Properties = [.. s.Properties.Where(p => p.Name != ValueProperty)],
                    }
            )
            .ConfigureAwait(false);
        return false;
    }

    private Task PublishAsync(ParameterResource parameter, string value) =>
        context.Notifications.PublishUpdateAsync(
            parameter,
            s =>
                s with
                {
                    State = new ResourceStateSnapshot(KnownResourceStates.Active, KnownResourceStateStyles.Success),
                    Properties =
                    [
                        .. s.Properties.Where(p => p.Name != ValueProperty),
                        new ResourcePropertySnapshot(ValueProperty, value) { IsSensitive = parameter.Secret },
                    ],
                }
        );
}

using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>Reads every parameter early, so that a missing one is seen at once and not when the first resource that needs it starts.</summary>
internal static class ParameterStates
{
    public static async Task PublishAsync(ExecutionPlan plan, RunContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in plan.Resources.Select(r => r.Resource).OfType<ParameterResource>())
        {
            try
            {
                var value = await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
                await context
                    .Notifications.PublishUpdateAsync(
                        parameter,
                        s =>
                            s with
                            {
                                State = new ResourceStateSnapshot(KnownResourceStates.Active, KnownResourceStateStyles.Success),
                                Properties =
                                [
                                    .. s.Properties,
                                    new ResourcePropertySnapshot("Value", value) { IsSensitive = parameter.Secret },
                                ],
                            }
                    )
                    .ConfigureAwait(false);
            }
            catch (MissingParameterValueException missing)
            {
                context.Loggers.GetLogger(parameter).LogError("{Message}", missing.Message);
                await context
                    .Notifications.PublishUpdateAsync(
                        parameter,
                        s => s with { State = new ResourceStateSnapshot(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Error) }
                    )
                    .ConfigureAwait(false);
            }
        }
    }
}

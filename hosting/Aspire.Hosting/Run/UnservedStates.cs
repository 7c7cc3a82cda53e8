using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>Containers that nothing here can run: they fail, each with its remedies, and the rest of the graph goes on.</summary>
internal static class UnservedStates
{
    /// <summary>Shown for an admin UI: it has no part in the graph's health.</summary>
    public const string Unavailable = "Unavailable";

    public static async Task PublishAsync(ExecutionPlan plan, RunContext context)
    {
        foreach (var planned in plan.Resources.Where(r => r.Kind == LaunchKind.Unserved))
        {
            var image = planned.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()?.Image ?? "a Dockerfile";
            var isAdminUi = AdminUi.Is(planned.Resource);
            var logger = context.Loggers.GetLogger(planned.Resource);
            if (isAdminUi)
            {
                logger.LogInformation(
                    "'{Name}' ({Image}) is an admin UI and has no native engine: unavailable without containers.",
                    planned.Resource.Name,
                    image
                );
            }
            else
            {
                logger.LogError(
                    "'{Name}' ({Image}) has no native engine, and there is no container runtime. Leave it out of the run (if (builder.ExecutionContext.IsPublishMode)), or name what you need: ./up --only NAME",
                    planned.Resource.Name,
                    image
                );
            }
            await context
                .Notifications.PublishUpdateAsync(
                    planned.Resource,
                    s =>
                        s with
                        {
                            State = isAdminUi
                                ? new ResourceStateSnapshot(Unavailable, KnownResourceStateStyles.Info)
                                : new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                        }
                )
                .ConfigureAwait(false);
        }
    }
}

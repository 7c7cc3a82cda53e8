using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>What starts after what. Who waits for a store waits for the step too that makes what is in it.</summary>
internal static class ComposeDependencies
{
    public static void Add(ComposeContext context, Workload workload)
    {
        var service = context.File.Services[ComposeNames.Service(workload.Name)];
        foreach (var dependency in workload.StartsAfter)
        {
            var store =
                context.Model.FindStore(dependency.Name) ?? context.Model.Stores.FirstOrDefault(store => Holds(store, dependency.Name));
            var other = store?.Name ?? dependency.Name;
            // A store that somebody else runs, a mock where there are none: nobody here can say that they are ready.
            if (context.File.Services.ContainsKey(ComposeNames.Service(other)))
            {
                Depend(context, service, other, dependency.Condition);
            }
            if (
                store is not null
                && dependency.Condition is not StartCondition.Started
                && context.Steps.TryGetValue(store.Name, out var step)
            )
            {
                Depend(context, service, step, StartCondition.Completed);
            }
        }
    }

    private static bool Holds(Store store, string name) => store.Databases.Any(database => database.Name == name);

    private static void Depend(ComposeContext context, Service service, string other, StartCondition condition)
    {
        var name = ComposeNames.Service(other);
        var isHealthy = condition is StartCondition.Healthy && context.File.Services[name].Healthcheck is not null;
        service.DependsOn[name] = new()
        {
            Condition =
                condition is StartCondition.Completed ? "service_completed_successfully"
                : isHealthy ? "service_healthy"
                : "service_started",
        };
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestration.TestHosts;

/// <summary>A graph that runs as a user's does, in a process that a test may interrupt or kill.</summary>
internal static class GraphHost
{
    public static Task RunAsync(string stateDirectory, string[] scripts, bool fails)
    {
        var builder = DistributedApplication.CreateBuilder([$"--Platform:StateDirectory={stateDirectory}", "--Platform:Instance=host"]);
        IResourceBuilder<ExecutableResource>? before = null;
        foreach (var (index, script) in scripts.Index())
        {
            var resource = builder.AddExecutable($"r{index}", "/bin/sh", "/", "-c", script);
            before = before is null ? resource : resource.WaitFor(before);
        }
        builder.Eventing.Subscribe<AfterResourcesCreatedEvent>(
            async (created, token) =>
            {
                foreach (var resource in created.Model.Resources)
                {
                    await SpokeAsync(created.Services, resource.Name, token);
                    Console.WriteLine($"pid {ProcessIdOf(created.Services, resource.Name)}");
                }
                if (fails)
                {
                    throw new InvalidOperationException("a subscriber failed");
                }
            }
        );
        return builder.Build().RunAsync();
    }

    private static async Task SpokeAsync(IServiceProvider services, string name, CancellationToken cancellationToken)
    {
        await foreach (
            var lines in services.GetRequiredService<ResourceLoggerService>().WatchAsync(name).WithCancellation(cancellationToken)
        )
        {
            if (lines.Any(line => line.Content.EndsWith(" ready", StringComparison.Ordinal)))
            {
                return;
            }
        }
    }

    private static object? ProcessIdOf(IServiceProvider services, string name) =>
        services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(name, out var state)
            ? state.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value
            : null;
}

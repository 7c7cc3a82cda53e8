using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestration.Tests.Graph;

/// <summary>Graphs of small shell programs, and what tests ask of them.</summary>
internal static class TestGraph
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public static IDistributedApplicationTestingBuilder Create(params string[] args) => DistributedApplicationTestingBuilder.Create(args);

    /// <summary>A program that runs until it is told to stop.</summary>
    public static IResourceBuilder<ExecutableResource> AddSleeper(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddShell(name, "exec sleep 300");

    public static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "/bin/sh", "/", "-c", script);

    /// <summary>A health check of the resource's own that answers what <paramref name="check"/> says.</summary>
    public static IResourceBuilder<T> WithCheck<T>(this IResourceBuilder<T> builder, Func<HealthCheckResult> check)
        where T : IResource
    {
        var key = builder.Resource.Name + "-check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, check);
        return builder.WithHealthCheck(key);
    }

    /// <summary>Builds and starts; what could not start is disposed.</summary>
    public static async Task<DistributedApplication> StartAsync(this IDistributedApplicationTestingBuilder builder)
    {
        var app = await builder.BuildAsync();
        try
        {
            await app.StartAsync().WaitAsync(Patience);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The message with which the graph refuses to start.</summary>
    public static async Task<string> RefusalAsync(this IDistributedApplicationTestingBuilder builder) =>
        (await Should.ThrowAsync<DistributedApplicationException>(builder.StartAsync)).Message;

    public static Task<ResourceEvent> ReachAsync(this DistributedApplication app, string name, string state) =>
        app.ReachAsync(name, e => e.Snapshot.State?.Text == state);

    public static Task<ResourceEvent> ReachAsync(this DistributedApplication app, string name, Func<ResourceEvent, bool> predicate) =>
        app.ResourceNotifications.WaitForResourceAsync(name, predicate).WaitAsync(Patience);

    public static Task<ResourceEvent> HealthyAsync(this DistributedApplication app, string name) =>
        app.ResourceNotifications.WaitForResourceHealthyAsync(name).WaitAsync(Patience);

    public static CustomResourceSnapshot Now(this DistributedApplication app, string name)
    {
        app.ResourceNotifications.TryGetCurrentState(name, out var current).ShouldBeTrue();
        return current!.Snapshot;
    }

    public static int ProcessIdOf(this DistributedApplication app, string name) =>
        (int)app.Now(name).Properties.Single(p => p.Name == "executable.pid").Value!;

    /// <summary>The first line of a resource's log, from its beginning, that holds a text; without its time.</summary>
    public static async Task<string> LineAsync(this DistributedApplication app, string name, string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var batch in logs.WatchAsync(name).WithCancellation(patience.Token))
        {
            if (batch.FirstOrDefault(line => line.Content.Contains(text, StringComparison.Ordinal)) is { Content: { } found })
            {
                return found[(found.IndexOf(' ') + 1)..];
            }
        }
        throw new InvalidOperationException($"The log of '{name}' ended without '{text}'.");
    }

    public static string LogOf(this DistributedApplication app, string name) =>
        string.Join('\n', app.Services.GetRequiredService<ResourceLoggerService>().GetLog(name).Snapshot().Select(line => line.Content));

    public static Task<ExecuteCommandResult> CommandAsync(this DistributedApplication app, string name, string command) =>
        app.ResourceCommands.ExecuteCommandAsync(name, command).WaitAsync(Patience);
}

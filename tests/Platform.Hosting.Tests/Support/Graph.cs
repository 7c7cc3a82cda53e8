using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Hosting.Terminal;

namespace Platform.Hosting.Tests.Support;

/// <summary>A graph whose states the test writes itself, on a clock that stands until the test moves it.</summary>
internal sealed class Graph
{
    public Graph(params IResource[] resources)
    {
        Model = new DistributedApplicationModel(resources);
        Notifications = new ResourceNotificationService(
            NullLogger<ResourceNotificationService>.Instance,
            Lifetime,
            new ServiceCollection().BuildServiceProvider(),
            Loggers
        );
        Progress = new GraphProgress(Model, Notifications, Start, Time);
    }

    public ManualTime Time { get; } = new();

    public Lifetime Lifetime { get; } = new();

    public DistributedApplicationModel Model { get; }

    public ResourceLoggerService Loggers { get; } = new();

    public ResourceNotificationService Notifications { get; }

    public StartSignal Start { get; } = new();

    public GraphProgress Progress { get; }

    public static ExecutableResource Program(string name, params IResource[] waitsFor)
    {
        var program = new ExecutableResource(name, "/bin/true", "/");
        foreach (var awaited in waitsFor)
        {
            program.Annotations.Add(new WaitAnnotation(awaited, WaitType.WaitUntilHealthy));
        }
        return program;
    }

    /// <summary>Publishes a state and takes it in.</summary>
    public void Be(
        IResource resource,
        string? state,
        HealthStatus? health = null,
        string? id = null,
        int? exitCode = null,
        string? url = null,
        string? because = null
    )
    {
        id ??= resource.Name;
        Notifications
            .PublishUpdateAsync(
                resource,
                id,
                s =>
                    (
                        s with
                        {
                            State = state,
                            ExitCode = exitCode,
                            Urls = url is null ? [] : [new UrlSnapshot("http", url, false)],
                        }
                    ).WithHealthReports(health is null ? [] : [new HealthReportSnapshot("probe", health, because, null)])
            )
            .GetAwaiter()
            .GetResult();
        Notifications.TryGetCurrentState(id, out var current).ShouldBeTrue();
        Progress.Apply(current);
    }

    /// <summary>Says that everything has been launched.</summary>
    public void Launched() => Progress.Apply(null);
}

using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// Where a test meets the AppHost that it started: set around the call of the entry point, it flows with the async context,
/// so that graphs built side by side in one process do not see each other's hooks.
/// </summary>
internal abstract class BuilderHook
{
    private static readonly AsyncLocal<BuilderHook?> s_current = new();

    public static BuilderHook? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Before anything is read: options and host settings may still change.</summary>
    public virtual void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings hostOptions) { }

    /// <summary>The builder exists and holds no resource yet.</summary>
    public virtual void OnCreated(DistributedApplicationBuilder builder) { }

    /// <summary>The AppHost called Build; blocks for as long as the test still changes the model.</summary>
    public virtual void OnBuilding(DistributedApplicationBuilder builder) { }

    /// <summary>The application is built.</summary>
    public virtual void OnBuilt(DistributedApplication application) { }

    /// <summary>The AppHost called Run; completes when the test has stopped the application.</summary>
    public virtual Task OnRunAsync(DistributedApplication application, CancellationToken cancellationToken) => Task.CompletedTask;
}

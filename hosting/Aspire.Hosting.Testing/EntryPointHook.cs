using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Holds the AppHost at Build until the test has changed the model, and at Run until the test has stopped the application.</summary>
internal sealed class EntryPointHook(DistributedApplicationFactory factory) : BuilderHook
{
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _building = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource _build = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The builder, when the AppHost has added its resources.</summary>
    public Task<DistributedApplicationBuilder> Building => _building.Task;

    /// <summary>The application, once it is built.</summary>
    public Task<DistributedApplication> Built => _built.Task;

    public void LetBuild() => _build.TrySetResult();

    public void LetEnd() => _ended.TrySetResult();

    /// <summary>The entry point ended, or failed, before it came to Build.</summary>
    public void Fail(Exception exception)
    {
        _building.TrySetException(exception);
        _built.TrySetException(exception);
    }

    public override void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings hostOptions) =>
        factory.Creating(options, hostOptions);

    public override void OnCreated(DistributedApplicationBuilder builder) => factory.Created(builder);

    public override void OnBuilding(DistributedApplicationBuilder builder)
    {
        _building.TrySetResult(builder);
        // The entry point has a thread of its own, which has nothing else to do.
        _build.Task.GetAwaiter().GetResult();
        factory.Building(builder);
    }

    public override void OnBuilt(DistributedApplication application)
    {
        factory.Built(application);
        _built.TrySetResult(application);
    }

    public override Task OnRunAsync(DistributedApplication application, CancellationToken cancellationToken) => _ended.Task;
}

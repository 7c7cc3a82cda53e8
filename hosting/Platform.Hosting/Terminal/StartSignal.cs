using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Platform.Hosting.Terminal;

/// <summary>Completes when everything that starts by itself has been launched: before that, what is healthy is only the first of many.</summary>
internal sealed class StartSignal
{
    private readonly TaskCompletionSource _launched = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Launched => _launched.Task;

    public static StartSignal Of(IDistributedApplicationEventing eventing)
    {
        var signal = new StartSignal();
        eventing.Subscribe<AfterResourcesCreatedEvent>(
            (_, _) =>
            {
                signal.Set();
                return Task.CompletedTask;
            }
        );
        return signal;
    }

    public void Set() => _launched.TrySetResult();
}

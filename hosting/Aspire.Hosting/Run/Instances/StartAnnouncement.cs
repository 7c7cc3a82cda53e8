using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>Says before each start of a resource that it starts next: once for all of its replicas.</summary>
internal sealed class StartAnnouncement(IResource resource, RunContext context)
{
    private readonly ConcurrentDictionary<int, Lazy<Task>> _told = [];

    /// <param name="start">How often the replica was started before: the first start of all of them is one start of the resource.</param>
    public Task TellAsync(int start, CancellationToken cancellationToken) =>
        _told.GetOrAdd(start, _ => new Lazy<Task>(Tell)).Value.WaitAsync(cancellationToken);

    private Task Tell() =>
        context.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, context.Services), CancellationToken.None);
}

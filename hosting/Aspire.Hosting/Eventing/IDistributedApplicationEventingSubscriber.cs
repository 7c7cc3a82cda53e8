using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Lifecycle;

/// <summary>Subscribes to the application's events when it starts; registered in the container.</summary>
public interface IDistributedApplicationEventingSubscriber
{
    /// <summary>Called once, before the first event.</summary>
    Task SubscribeAsync(
        IDistributedApplicationEventing eventing,
        DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken
    );
}

using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Eventing;

/// <summary>Something that happens to the application as a whole.</summary>
public interface IDistributedApplicationEvent;

/// <summary>Something that happens to one resource.</summary>
public interface IDistributedApplicationResourceEvent : IDistributedApplicationEvent
{
    /// <summary>The resource it happens to.</summary>
    IResource Resource { get; }

    /// <summary>The application's services; an event of one's own has them only if it says so.</summary>
    IServiceProvider Services => throw new NotSupportedException($"{GetType().Name} carries no services.");

    /// <summary>Writes to the resource's log.</summary>
    ILogger Logger => Services.GetRequiredService<ResourceLoggerService>().GetLogger(Resource);
}

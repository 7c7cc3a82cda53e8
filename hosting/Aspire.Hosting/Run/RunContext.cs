using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>What everything that runs instances shares.</summary>
internal sealed record RunContext(
    IServiceProvider Services,
    DistributedApplicationExecutionContext ExecutionContext,
    ResourceNotificationService Notifications,
    ResourceLoggerService Loggers,
    IDistributedApplicationEventing Eventing,
    InstanceDirectory Directory,
    ILauncher Launcher,
    TimeProvider Time
);

using Microsoft.Extensions.Hosting;

namespace Platform.ServiceDefaults.Events;

internal static class EventSource
{
    /// <summary>How a service names itself in its events: <c>/ordering</c>.</summary>
    public static string Of(IHostEnvironment environment) => $"/{environment.ApplicationName.ToLowerInvariant()}";
}

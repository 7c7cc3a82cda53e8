using Microsoft.Extensions.Logging;

namespace Platform.Hosting.Tests.Support;

internal static class LoggerExtensions
{
    public static void Log(this ILogger logger, string error) => logger.LogError("{Error}", error);
}

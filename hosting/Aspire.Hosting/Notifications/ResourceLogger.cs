using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Writes what the host has to say of a resource into its log.</summary>
internal sealed class ResourceLogger(IReadOnlyList<ResourceLog> logs, Func<DateTimeOffset> now) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var message = formatter(state, exception);
        if (exception is not null)
        {
            message = $"{message}{Environment.NewLine}{exception}";
        }
        var line = Stamp(now(), message);
        foreach (var log in logs)
        {
            log.Append(line, isError: logLevel >= LogLevel.Error);
        }
    }

    public static string Stamp(DateTimeOffset time, string message) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffK} {message}");
}

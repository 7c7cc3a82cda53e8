using Microsoft.Extensions.Logging;

namespace Platform.Engines.Host.Logs;

/// <summary>Loggers whose entries become lines of the run's log.</summary>
internal sealed class LineLoggerFactory(Action<LogLevel, string> write) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(write);

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("An engine's log goes to its resource and nowhere else.");

    public void Dispose() { }

    private sealed class LineLogger(Action<LogLevel, string> write) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var text = exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}";
            foreach (var line in text.Split('\n'))
            {
                write(logLevel, line.TrimEnd('\r'));
            }
        }
    }
}

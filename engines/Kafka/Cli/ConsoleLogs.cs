using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Platform.Engines.Kafka.Cli;

/// <summary>Log lines on standard error. Stands for Microsoft.Extensions.Logging.Console, whose container is a quarter of the start of a process like this.</summary>
internal sealed class ConsoleLogs(LogLevel least) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Writer(categoryName[(categoryName.LastIndexOf('.') + 1)..], least);

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("Log lines go to standard error, and nowhere else.");

    public void Dispose() { }

    private sealed class Writer(string category, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                var time = DateTime.UtcNow.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
                var detail = exception is null ? "" : Environment.NewLine + exception;
                Console.Error.WriteLine($"{time} {Level(logLevel)} {category}: {formatter(state, exception)}{detail}");
            }
        }

        private static string Level(LogLevel level) =>
            level switch
            {
                LogLevel.Trace => "trce",
                LogLevel.Debug => "dbug",
                LogLevel.Information => "info",
                LogLevel.Warning => "warn",
                LogLevel.Error => "fail",
                _ => "crit",
            };
    }
}

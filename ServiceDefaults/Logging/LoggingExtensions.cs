using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Platform.ServiceDefaults.Logging;

internal static class LoggingExtensions
{
    /// <summary>
    /// One JSON object a line on stdout, in a terminal the readable form; <c>Logging:Console:FormatterName</c> overrides, but for "simple",
    /// which Aspire injects into every project without anybody having chosen it. Debug and up in
    /// Development, else Information; frameworks Warning; <c>Logging:LogLevel</c> overrides.
    /// </summary>
    public static void AddConsoleLogs(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Logging");
        builder
            .Logging.SetMinimumLevel(builder.Environment.IsDevelopment() ? LogLevel.Debug : LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("System", LogLevel.Warning)
            .AddFilter("Npgsql", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            // Its base class tells of every request, twice.
            .AddFilter("Platform.ServiceDefaults.Authentication", LogLevel.Information)
            .AddConfiguration(section)
            .AddConsole(options => options.FormatterName = FormatterName(section));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ConsoleFormatter, JsonLineFormatter>());
    }

    private static string FormatterName(IConfiguration logging) =>
        logging["Console:FormatterName"] is { Length: > 0 } chosen and not ConsoleFormatterNames.Simple ? chosen
        : Console.IsOutputRedirected ? JsonLineFormatter.FormatterName
        : ConsoleFormatterNames.Simple;
}

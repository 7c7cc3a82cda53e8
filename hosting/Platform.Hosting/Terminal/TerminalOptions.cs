using Microsoft.Extensions.Configuration;

namespace Platform.Hosting.Terminal;

/// <summary>How the host shows what goes on.</summary>
/// <param name="Enabled">False in tests, which ask the notifications themselves.</param>
/// <param name="Logs">True to print the resources' logs as well.</param>
/// <param name="Report">The descriptor on which <c>./up --detach</c> listens; null in the foreground.</param>
internal sealed record TerminalOptions(bool Enabled, bool Logs, int? Report)
{
    public static TerminalOptions From(IConfiguration configuration) =>
        new(
            configuration.GetValue("Platform:Terminal", defaultValue: true),
            configuration.GetValue("Platform:Logs", defaultValue: false),
            configuration.GetValue<int?>("Platform:Report")
        );
}

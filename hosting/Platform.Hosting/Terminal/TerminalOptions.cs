using Microsoft.Extensions.Configuration;

namespace Platform.Hosting.Terminal;

/// <summary>How the host shows what goes on.</summary>
/// <param name="Enabled">False in tests, which ask the notifications themselves.</param>
/// <param name="Logs">True to print the resources' logs as well.</param>
/// <param name="Report">The descriptor on which <c>./up --detach</c> listens; null in the foreground.</param>
/// <param name="Live">True to draw a table that changes in place; false to print a line for each change.</param>
/// <param name="Colours">False when standard output is no terminal, or NO_COLOR is set.</param>
internal sealed record TerminalOptions(bool Enabled, bool Logs, int? Report, bool Live = false, bool Colours = false)
{
    public static TerminalOptions From(IConfiguration configuration) =>
        From(configuration, isTerminal: !Console.IsOutputRedirected, Environment.GetEnvironmentVariable);

    /// <param name="isTerminal">Whether standard output is a terminal.</param>
    /// <param name="environment">Reads TERM, NO_COLOR and CI.</param>
    public static TerminalOptions From(IConfiguration configuration, bool isTerminal, Func<string, string?> environment)
    {
        var logs = configuration.GetValue("Platform:Logs", defaultValue: false);
        var report = configuration.GetValue<int?>("Platform:Report");
        var canMove = isTerminal && environment("TERM") is { Length: > 0 } term && term != "dumb";
        return new(
            configuration.GetValue("Platform:Terminal", defaultValue: true),
            logs,
            report,
            Live: canMove && !logs && report is null && string.IsNullOrEmpty(environment("CI")),
            Colours: canMove && string.IsNullOrEmpty(environment("NO_COLOR"))
        );
    }
}

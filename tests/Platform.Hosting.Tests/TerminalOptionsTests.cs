using Microsoft.Extensions.Configuration;
using Platform.Hosting.Terminal;

namespace Platform.Hosting.Tests;

public sealed class TerminalOptionsTests
{
    [Fact]
    public void A_terminal_gets_a_table_in_colours() =>
        Of(isTerminal: true).ShouldSatisfyAllConditions(o => o.Live.ShouldBeTrue(), o => o.Colours.ShouldBeTrue());

    [Fact]
    public void A_pipe_gets_plain_lines() =>
        Of(isTerminal: false).ShouldSatisfyAllConditions(o => o.Live.ShouldBeFalse(), o => o.Colours.ShouldBeFalse());

    [Fact]
    public void A_dumb_terminal_gets_plain_lines() => Of(isTerminal: true, environment: ("TERM", "dumb")).Live.ShouldBeFalse();

    [Fact]
    public void A_build_server_gets_plain_lines() => Of(isTerminal: true, environment: ("CI", "true")).Live.ShouldBeFalse();

    [Fact]
    public void NO_COLOR_takes_the_colours_and_leaves_the_table() =>
        Of(isTerminal: true, environment: ("NO_COLOR", "1"))
            .ShouldSatisfyAllConditions(o => o.Live.ShouldBeTrue(), o => o.Colours.ShouldBeFalse());

    [Theory]
    [InlineData("Platform:Logs", "true")]
    [InlineData("Platform:Report", "3")]
    public void Logs_and_detach_get_plain_lines(string key, string value) => Of(isTerminal: true, (key, value)).Live.ShouldBeFalse();

    private static TerminalOptions Of(
        bool isTerminal,
        (string Key, string Value)? setting = null,
        (string Key, string Value)? environment = null
    )
    {
        var configuration = new ConfigurationManager();
        if (setting is { } s)
        {
            configuration[s.Key] = s.Value;
        }
        var variables = new Dictionary<string, string> { ["TERM"] = "xterm" };
        if (environment is { } e)
        {
            variables[e.Key] = e.Value;
        }
        return TerminalOptions.From(configuration, isTerminal, variables.GetValueOrDefault);
    }
}

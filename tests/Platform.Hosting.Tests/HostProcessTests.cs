using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

public sealed class HostProcessTests
{
    [Fact]
    public async Task A_terminal_shows_table_warnings_waterfall_and_gets_its_cursor_back()
    {
        SkipWithoutTerminal();
        await using var host = HostProcess.WithTerminal("");

        await host.WrittenAsync("All healthy in ");
        await host.WrittenAsync("All 2 well");
        await host.WrittenAsync("/login?t=");
        await host.InterruptAsync();
        (await host.EndAsync()).ShouldBe(0, host.Output);

        // A hyperlink where the terminal can open it, an address to copy where it cannot.
        host.Output.ShouldMatch("Dashboard: \e\\]8;;(http://localhost:\\d+/login\\?t=\\w+)\e\\\\\\1\e\\]8;;\e\\\\");
        var seen = Emulator.Of(host.Output);
        seen.CursorVisible.ShouldBeTrue();
        seen.Lines.ShouldContain(line =>
            line.StartsWith("longest chain: host ") && line.Contains(" → first ") && line.Contains(" → second ")
        );
        seen.Lines.ShouldContain(line => line.Contains("The host has a warning."));
        seen.Lines.ShouldContain(line => line.StartsWith("Stopping…"));
        var table = seen.Lines.ToList().FindIndex(line => line.StartsWith("Resource "));
        seen.Lines[table].ShouldMatch("^Resource +State +Health +Since +URL$");
        seen.Lines[table + 1].ShouldMatch("^first +Running +Healthy");
        seen.Lines[table + 2].ShouldMatch("^second +Running +Healthy");
        // The table is there once: frames took each other's place.
        seen.Lines.Count(line => line.StartsWith("Resource ")).ShouldBe(1);
    }

    [Fact]
    public async Task A_terminal_shows_what_could_not_start()
    {
        SkipWithoutTerminal();
        await using var host = HostProcess.WithTerminal("--Second=missing");

        await host.WrittenAsync("Failed: second.");
        await host.WrittenAsync("1 of 2 well, failed: second");
        await host.InterruptAsync();
        await host.EndAsync();

        var lines = Emulator.Of(host.Output).Lines;
        lines.ShouldContain(line => line.StartsWith("second | ") && line.Contains("/no/such/program"));
        lines.ShouldContain(line => line.StartsWith("second ") && line.Contains("FailedToStart"));
    }

    [Fact]
    public async Task A_terminal_shows_what_ended_and_its_last_word()
    {
        SkipWithoutTerminal();
        await using var host = HostProcess.WithTerminal("--Second=fails");

        await host.WrittenAsync("1 of 2 well, failed: second");
        await host.InterruptAsync();
        await host.EndAsync();

        var lines = Emulator.Of(host.Output).Lines;
        lines.ShouldContain("second | it cannot be");
        lines.ShouldContain(line => line.StartsWith("second ") && line.Contains("(3)") && line.EndsWith("it cannot be"));
    }

    [Fact]
    public async Task Ctrl_C_twice_ends_at_once_what_does_not_stop()
    {
        SkipWithoutTerminal();
        await using var host = HostProcess.WithTerminal("--Second=stubborn");
        await host.WrittenAsync("All 2 well");

        await host.InterruptAsync();
        await host.WrittenAsync("Ctrl+C again ends everything");
        await host.InterruptAsync();

        await host.EndAsync();
        var seen = Emulator.Of(host.Output);
        seen.Lines.ShouldContain(line => line.Contains("Asked twice to stop"));
        seen.CursorVisible.ShouldBeTrue();
    }

    [Fact]
    public async Task A_pipe_gets_lines_without_escape_sequences()
    {
        await using var host = HostProcess.WithPipes("--logs");

        await host.WrittenAsync("All healthy.");
        await host.WrittenAsync("first  | ready to serve");
        await host.WrittenAsync("info Listening.");

        await host.WrittenAsync("slowest: second ");
        host.Output.ShouldNotContain("\e");
    }

    [Theory]
    [InlineData("--lgos", "Did you mean --logs?")]
    [InlineData("--runtime container", "no containers")]
    [InlineData("--instance a/b", "at most 64")]
    public async Task Bad_usage_ends_with_2_and_reaches_who_detached(string arguments, string message)
    {
        await using var host = HostProcess.WithPipes($"{arguments} --detach --Platform:Report=3 3>&1 1>/dev/null 2>&1");

        (await host.EndAsync()).ShouldBe(2, host.Output);
        host.Output.ShouldContain(message);
        host.Output.ShouldEndWith("verdict usage\n");
    }

    [Fact]
    public async Task An_unknown_resource_after_only_is_told_by_the_plan()
    {
        await using var host = HostProcess.WithPipes("--only third");

        (await host.EndAsync()).ShouldBe(1, host.Output);
        host.Output.ShouldContain("--only names 'third', which the graph has not. It has: first, second.");
    }

    [Fact]
    public async Task A_part_of_the_graph_is_healthy_as_a_whole()
    {
        await using var host = HostProcess.WithPipes("--only first --Platform:Report=3 3>&1 1>/dev/null");

        await host.WrittenAsync("verdict healthy");
    }

    [Fact]
    public async Task Help_names_the_options()
    {
        await using var host = HostProcess.WithPipes("--help");

        (await host.EndAsync()).ShouldBe(0, host.Output);
        host.Output.ShouldContain("--only");
        host.Output.ShouldContain("--instance");
    }

    private static void SkipWithoutTerminal() =>
        Assert.SkipUnless(
            File.Exists("/usr/bin/script"),
            "NOT PROVED, for script (bsdutils, util-linux) is not here: that the live table works on a terminal"
        );
}

using System.Text.RegularExpressions;
using Platform.Hosting.Terminal;
using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

public sealed partial class LogPrinterTests
{
    private readonly Graph _graph = new();
    private readonly WatchedWriter _output = new();

    [Fact]
    public async Task Each_resource_has_its_colour_and_keeps_it()
    {
        var printer = new LogPrinter(_graph.Loggers, _output, colours: true, nameWidth: 6);
        printer.Follow("api");
        printer.Follow("worker");

        _graph.Loggers.GetLogger("api").Log("one");
        _graph.Loggers.GetLogger("worker").Log("two");
        _graph.Loggers.GetLogger("api").Log("three");

        var (one, two, three) = (await _output.Containing("one"), await _output.Containing("two"), await _output.Containing("three"));
        Colour(three).ShouldBe(Colour(one));
        Colour(two).ShouldNotBe(Colour(one));
        Sequences().Replace(one, "").ShouldBe("api    | one");
        Sequences().Replace(two, "").ShouldBe("worker | two");
    }

    [Fact]
    public async Task A_log_that_is_followed_twice_is_printed_once()
    {
        var printer = new LogPrinter(_graph.Loggers, _output, colours: false, nameWidth: 3);
        printer.Follow("api");
        printer.Follow("api");

        _graph.Loggers.GetLogger("api").Log("one");
        _graph.Loggers.GetLogger("api").Log("two");

        await _output.Containing("two");
        _output.Lines.ShouldBe(["api | one", "api | two"]);
    }

    [Fact]
    public async Task Only_the_last_lines_are_shown_of_what_failed()
    {
        var printed = new List<string>();
        for (var i = 1; i <= 30; i++)
        {
            _graph.Loggers.GetLogger("api").Log($"line {i}");
        }

        await new LogPrinter(_graph.Loggers, _output, colours: false, nameWidth: 3).PrintLastAsync("api", 2, printed.Add);

        printed.ShouldBe(["api | line 29", "api | line 30"]);
    }

    private static string Colour(string line) => Sequences().Match(line).Value;

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Sequences();
}

using Platform.Hosting.Terminal;
using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

public sealed class LiveRegionTests
{
    private readonly StringWriter _terminal = new();
    private (int, int) _size = (80, 24);

    [Fact]
    public void A_frame_takes_the_place_of_the_one_before()
    {
        using var region = Region();

        region.Draw(["one is starting", "two is starting", "three"], []);
        region.Draw(["one runs", "two"], []);

        Seen().ShouldBe(["one runs", "two"]);
    }

    [Fact]
    public void Lines_above_stay_and_leave_no_remains_of_the_frame_they_push_down()
    {
        using var region = Region();
        region.Draw(["a long line of the table", "another long line"], []);

        region.Draw(["table"], ["warn: x"]);
        region.Draw(["table"], ["warn: y"]);

        Seen().ShouldBe(["warn: x", "warn: y", "table"]);
    }

    [Fact]
    public void What_has_not_changed_is_not_written_again()
    {
        using var region = Region();
        region.Draw(["same"], []);
        var written = _terminal.ToString();

        region.Draw(["same"], []);

        _terminal.ToString().ShouldBe(written);
    }

    [Fact]
    public void The_cursor_is_hidden_while_it_draws_and_given_back_at_the_end()
    {
        var region = Region();
        region.Draw(["x"], []);
        Emulator.Of(_terminal.ToString()).CursorVisible.ShouldBeFalse();

        region.Dispose();

        Emulator.Of(_terminal.ToString()).CursorVisible.ShouldBeTrue();
    }

    [Fact]
    public void A_terminal_that_was_made_narrower_begins_anew()
    {
        using var region = Region();
        region.Draw(["a line that was wrapped by the narrower terminal"], []);

        _size = (20, 24);
        region.Draw(["short"], []);

        Seen().ShouldBe(["short"]);
    }

    [Fact]
    public void Half_a_line_of_others_waits_for_its_end_and_none_is_lost()
    {
        var (console, taken) = (new StringWriter(), new List<string>());
        var gate = new ConsoleGate(console);
        gate.Write("before ");
        gate.Close(taken.Add);
        gate.Write("warn: a");
        gate.WriteLine(" b");
        gate.Write("one\ntwo\nthr");

        gate.Open();
        gate.Write("ee");

        taken.ShouldBe(["warn: a b", "one", "two"]);
        console.ToString().ShouldBe("before three");
    }

    private LiveRegion Region() => new(_terminal, () => _size);

    private IEnumerable<string> Seen() => Emulator.Of(_terminal.ToString()).Lines.SkipLast(1);
}

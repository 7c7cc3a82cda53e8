using Platform.Hosting.Terminal;

namespace Platform.Hosting.Tests;

public sealed class ReadableLineTests
{
    private const string Stamp = "2026-01-02T03:04:05.1234567Z ";

    [Fact]
    public void A_JSON_line_of_our_services_becomes_time_level_message()
    {
        var time = DateTimeOffset.Parse("2026-01-02T03:04:05.678Z").ToLocalTime();

        Of("""{"timestamp":"2026-01-02T03:04:05.678Z","level":"information","category":"X","message":"주문 \"7\" placed"}""")
            .ShouldBe([$"{time:HH:mm:ss.fff} info 주문 \"7\" placed"]);
    }

    [Fact]
    public void Its_exception_follows_line_by_line() =>
        Of("""{"timestamp":"2026-01-02T03:04:05Z","level":"error","message":"no","exception":"E: x\n   at Y"}""")
            .Skip(1)
            .ShouldBe(["E: x", "   at Y"]);

    [Theory]
    [InlineData("plain text")]
    [InlineData("{ not json")]
    [InlineData("""{"level":"info","msg":"another shape"}""")]
    [InlineData("""{"timestamp":5,"level":"info","message":"x"}""")]
    [InlineData("")]
    public void Anything_else_stays_as_it_was_printed(string line) => Of(line).ShouldBe([line]);

    [Fact]
    public void Levels_are_coloured_where_colours_are_wanted()
    {
        const string Line = """{"timestamp":"2026-01-02T03:04:05Z","level":"error","message":"no"}""";

        ReadableLine.Of(Stamp + Line, colours: true).Single().ShouldContain("\e[31mfail\e[0m");
        Of(Line).Single().ShouldNotContain("\e");
    }

    private static IEnumerable<string> Of(string line) => ReadableLine.Of(Stamp + line, colours: false);
}

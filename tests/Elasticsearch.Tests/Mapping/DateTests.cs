using Platform.Engines.Elasticsearch.Mapping.Dates;

namespace Platform.Engines.Elasticsearch.Tests.Mapping;

public sealed class DateTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-20T16:28:28.123Z");

    private static string Iso(long millis) => DateFormats.Of("strict_date_optional_time").Print(millis);

    [Theory]
    [InlineData("strict_date_optional_time", "2026", "2026-01-01T00:00:00.000Z")]
    [InlineData("strict_date_optional_time", "2026-11", "2026-11-01T00:00:00.000Z")]
    [InlineData("strict_date_optional_time", "2026-11-20T16", "2026-11-20T16:00:00.000Z")]
    [InlineData("strict_date_optional_time", "2026-11-20T16:28:28.5+09:00", "2026-11-20T07:28:28.500Z")]
    [InlineData("strict_date_optional_time", "2026-11-20T16:28:28.123456789Z", "2026-11-20T16:28:28.123Z")]
    [InlineData("strict_date_optional_time", "2024-02-29T23:59:59-0330", "2024-03-01T03:29:59.000Z")]
    [InlineData("date_optional_time", "2026-1-5T3:4", "2026-01-05T03:04:00.000Z")]
    [InlineData("strict_date_optional_time||epoch_millis", "1700000000000", "2023-11-14T22:13:20.000Z")]
    [InlineData("epoch_second", "1700000000.25", "2023-11-14T22:13:20.250Z")]
    [InlineData("epoch_millis", "-1", "1969-12-31T23:59:59.999Z")]
    [InlineData("basic_date", "20261120", "2026-11-20T00:00:00.000Z")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2026-11-20 16:28:28", "2026-11-20T16:28:28.000Z")]
    [InlineData("dd/MMM/yyyy:HH:mm:ss Z", "20/Nov/2026:16:28:28 +0900", "2026-11-20T07:28:28.000Z")]
    [InlineData("yyyy-MM-dd'T'HH:mm[:ss]XXX", "2026-11-20T16:28+09:00", "2026-11-20T07:28:00.000Z")]
    [InlineData("h:mm a, d.M.yyyy", "4:28 PM, 20.11.2026", "2026-11-20T16:28:00.000Z")]
    [InlineData("yyyyMMddHHmmssSSS", "20261120162828123", "2026-11-20T16:28:28.123Z")]
    public void Reads(string format, string text, string meant)
    {
        DateFormats.Of(format).TryParse(text, out var millis).ShouldBeTrue();
        Iso(millis).ShouldBe(meant);
    }

    [Theory]
    [InlineData("strict_date_optional_time", "2026-02-30")]
    [InlineData("strict_date_optional_time", "2026-1-5")]
    [InlineData("strict_date_optional_time", "20261120")]
    [InlineData("strict_date_optional_time", "2026-11-20T25:00")]
    [InlineData("strict_date_optional_time", "2026-11-20 16:00")]
    [InlineData("strict_date_optional_time", "")]
    [InlineData("yyyy-MM-dd", "2026-11-20T16:28")]
    [InlineData("epoch_millis", "12a")]
    [InlineData("basic_date", "2026-11-20")]
    public void Refuses(string format, string text) => DateFormats.Of(format).TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("now", "2026-11-20T16:28:28.123Z", false)]
    [InlineData("now-1d/d", "2026-11-19T00:00:00.000Z", false)]
    [InlineData("now-1d/d", "2026-11-19T23:59:59.999Z", true)]
    [InlineData("now/w", "2026-11-16T00:00:00.000Z", false)]
    [InlineData("now/M", "2026-11-30T23:59:59.999Z", true)]
    [InlineData("now+1h-30m", "2026-11-20T16:58:28.123Z", false)]
    [InlineData("2026-01-31||+1M/d", "2026-02-28T00:00:00.000Z", false)]
    [InlineData("2026-01-01||+1y", "2027-01-01T00:00:00.000Z", true)]
    [InlineData("2026-01", "2026-01-01T00:00:00.000Z", false)]
    [InlineData("2026-01-15", "2026-01-15T23:59:59.999Z", true)]
    [InlineData("2026-01-15T10", "2026-01-15T10:59:59.999Z", true)]
    public void Reckons(string sum, string meant, bool roundUp) =>
        Iso(DateFormats.Of(DateFormats.Default).Parse(sum, Now, roundUp)).ShouldBe(meant);

    [Theory]
    [InlineData("now/d", "2026-11-20T15:00:00.000Z")]
    [InlineData("2026-11-20", "2026-11-19T15:00:00.000Z")]
    [InlineData("2026-11-20T00:00Z", "2026-11-20T00:00:00.000Z")]
    public void Reckons_in_a_time_zone(string sum, string meant) =>
        Iso(DateFormats.Of(DateFormats.Default).Parse(sum, Now, zone: DateZone.Parse("+09:00"))).ShouldBe(meant);

    [Theory]
    [InlineData("now+1x", "unit [x] not supported for date math [now+1x]")]
    [InlineData("now/2d", "rounding `/` can only be used on single unit types [now/2d]")]
    [InlineData("now*2", "operator not supported for date math [*2]")]
    [InlineData(
        "someday",
        "failed to parse date field [someday] with format [yyyy]: [failed to parse date field [someday] with format [yyyy]]"
    )]
    public void Refuses_sums_that_are_none(string sum, string reason) =>
        Should.Throw<ElasticsearchException>(() => DateFormats.Of("yyyy").Parse(sum, Now)).Message.ShouldBe(reason);

    [Theory]
    [InlineData("yyyy-MM-dd", "2026-11-20")]
    [InlineData("EEE, d MMM yy", "Fri, 20 Nov 26")]
    [InlineData("basic_date_time_no_millis", "20261120T162828Z")]
    [InlineData("epoch_second", "1795192108.123")]
    [InlineData("yyyy-DDD hh a", "2026-324 04 PM")]
    public void Prints(string format, string text) => DateFormats.Of(format).Print(Now.ToUnixTimeMilliseconds()).ShouldBe(text);

    [Fact]
    public void Prints_in_a_time_zone() =>
        DateFormats
            .Of(DateFormats.Default)
            .Print(Now.ToUnixTimeMilliseconds(), DateZone.Parse("-0330"))
            .ShouldBe("2026-11-20T12:58:28.123-03:30");

    [Fact]
    public void A_pattern_with_an_unknown_letter_is_refused() =>
        Should
            .Throw<ElasticsearchException>(() => DateFormats.Of("yyyy-JJ"))
            .Message.ShouldBe("Invalid format: [yyyy-JJ]: Unknown pattern letter: J");

    [Fact]
    public void Days_far_away_are_found_again()
    {
        foreach (var days in (long[])[0, -1, 59, -719_529, 2_932_897, 100_000_000, -100_000_000])
        {
            CivilDate.FromDays(days).ToDays().ShouldBe(days);
        }

        CivilDate.FromDays(20_777).ShouldBe(new CivilDate(2026, 11, 20));
    }

    [Fact]
    public void Clocks_that_jump_are_followed()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out _))
        {
            Assert.Skip("This machine has no time zones: what was not proved is rounding across a change of the clocks.");
        }

        var rounding = DateRounding.Calendar("day", DateZone.Parse("Europe/Berlin"), 0);
        var noon = DateTimeOffset.Parse("2026-03-29T12:00:00+02:00").ToUnixTimeMilliseconds();

        Iso(rounding.Floor(noon)).ShouldBe("2026-03-28T23:00:00.000Z");
        Iso(rounding.Next(rounding.Floor(noon))).ShouldBe("2026-03-29T22:00:00.000Z");
    }
}

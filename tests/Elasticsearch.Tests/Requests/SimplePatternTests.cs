using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Tests.Requests;

public sealed class SimplePatternTests
{
    [Theory]
    [InlineData("logs-*", "logs-*", true)]
    [InlineData("logs-*", "*-2024", true)]
    [InlineData("logs-a*", "logs-b*", false)]
    [InlineData("logs", "logs-*", false)]
    [InlineData("a*b*c", "a*c", true)]
    [InlineData("a*b", "*a", false)]
    [InlineData("*", "", true)]
    [InlineData("same", "same", true)]
    public void Patterns_overlap_where_one_name_may_match_both(string one, string other, bool expected)
    {
        SimplePattern.Overlap(one, other).ShouldBe(expected);
        SimplePattern.Overlap(other, one).ShouldBe(expected);
    }
}

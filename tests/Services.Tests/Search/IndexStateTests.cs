using Search.Index;

namespace Services.Tests.Search;

public sealed class IndexStateTests
{
    private static readonly DateTimeOffset Until = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Where_there_is_nothing_the_first_index_is_next()
    {
        var state = Of();
        (state.Live, state.Claim, state.Next).ShouldBe((null, null, "products-v1-000000"));
    }

    [Fact]
    public void What_is_searched_what_is_built_and_what_is_left_over_are_told_apart()
    {
        var state = Of(
            ("products-v1-000003", ["products"]),
            ("products-v1-000004", []),
            ("products-v1-000005", ["products-building", IndexState.Lease(Until), IndexState.Lease(Until.AddSeconds(-9))]),
            ("products-of-somebody-else", ["products-building"])
        );

        state.Live.ShouldBe("products-v1-000003");
        state.IsComplete.ShouldBeTrue();
        state.Claim.ShouldBe(new Claim("products-v1-000005", Until));
        state.Leftovers.ShouldBe(["products-v1-000004"]);
        state.Next.ShouldBe("products-v1-000006");
    }

    [Theory]
    [InlineData("products-v1-000000", true)]
    [InlineData("products-v0-000007", false)]
    public void An_index_that_began_empty_or_is_of_another_schema_is_to_be_read_anew(string index, bool beganEmpty)
    {
        string[] aliases = beganEmpty ? [IndexState.LiveAlias, IndexState.IncompleteAlias] : [IndexState.LiveAlias];
        var state = Of((index, aliases));
        (state.Live, state.IsComplete).ShouldBe((index, false));
    }

    private static IndexState Of(params (string Index, string[] Aliases)[] indices) =>
        IndexState.Of(indices.ToDictionary(index => index.Index, IReadOnlyList<string> (index) => index.Aliases));
}

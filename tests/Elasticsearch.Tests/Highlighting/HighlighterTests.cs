using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Highlighting;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Tests.Highlighting;

public class HighlighterTests
{
    private static readonly MappedField Text = Field("name", "standard");
    private static readonly HighlightOptions Defaults = new();

    public static TheoryData<string, string> Queries =>
        new()
        {
            { "term", "a <em>quick</em> brown fox quickly" },
            { "terms", "a <em>quick</em> <em>brown</em> fox quickly" },
            { "prefix", "a <em>quick</em> brown fox <em>quickly</em>" },
            { "wildcard", "a quick <em>brown</em> fox quickly" },
            { "fuzzy", "a quick <em>brown</em> fox quickly" },
            { "phrase", "a <em>quick</em> <em>brown</em> fox quickly" },
            { "phrase prefix", "a quick <em>brown</em> <em>fox</em> quickly" },
            { "synonym", "a quick brown <em>fox</em> quickly" },
            { "bool", "a <em>quick</em> <em>brown</em> <em>fox</em> quickly" },
            { "dis_max", "a <em>quick</em> brown <em>fox</em> quickly" },
            { "range", "<em>a</em> quick <em>brown</em> fox quickly" },
        };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Every_kind_of_query_is_marked(string kind, string expected)
    {
        Query query = kind switch
        {
            "term" => Term("quick"),
            "terms" => new TermsQuery("name", ["quick", "brown"]),
            "prefix" => new PrefixQuery("name", "quick"),
            "wildcard" => new WildcardQuery("name", "B?o*N", CaseInsensitive: true),
            "fuzzy" => new FuzzyQuery("name", "borwn", 1),
            "phrase" => new PhraseQuery("name", [new("quick", 0), new("brown", 1)]),
            "phrase prefix" => new PhraseQuery("name", [new("brown", 0), new("fo", 1)], LastIsPrefix: true),
            "synonym" => new SynonymQuery("name", ["fox", "wolf"]),
            "bool" => new BooleanQuery([Term("quick")], [Term("brown")], [Term("fox")], [Term("quickly")], 0),
            "dis_max" => new DisjunctionMaxQuery([Term("quick"), new ConstantScoreQuery(Term("fox"))]),
            _ => new TermRangeQuery("name", "a", true, "fox", false),
        };

        Fragments(query, Defaults, "a quick brown fox quickly").ShouldBe([expected]);
    }

    [Theory]
    [InlineData("brown quick fox", 0, false)]
    [InlineData("quick red brown", 0, false)]
    [InlineData("quick red brown", 1, true)]
    [InlineData("quick brown", 0, true)]
    public void Words_of_a_phrase_are_marked_where_the_phrase_is(string text, int slop, bool marked) =>
        Fragments(new PhraseQuery("name", [new("quick", 0), new("brown", 1)], slop), Defaults, text).Count.ShouldBe(marked ? 1 : 0);

    [Fact]
    public void Bigrams_that_touch_are_marked_as_one() =>
        Highlighter
            .Fragments(Field("name", "cjk"), ["무선노트북가방"], new BooleanQuery([], [], [Term("노트"), Term("트북")], [], 1), Defaults)
            .ShouldBe(["무선<em>노트북</em>가방"]);

    [Fact]
    public void Other_fields_terms_count_only_when_asked_for()
    {
        var query = new TermQuery("other", "fox");
        Fragments(query, Defaults, "a fox").ShouldBeEmpty();
        Fragments(query, Defaults with { RequireFieldMatch = false }, "a fox").ShouldBe(["a <em>fox</em>"]);
    }

    [Fact]
    public void Tags_and_encoding_are_the_requests_own() =>
        Fragments(Term("fish"), Defaults with { PreTag = "<b>", PostTag = "</b>", EncodeHtml = true }, "<i>\"Fish\" & Chips</i>")
            .ShouldBe(["&lt;i&gt;&quot;<b>Fish</b>&quot; &amp; Chips&lt;&#x2F;i&gt;"]);

    [Fact]
    public void Long_values_are_cut_and_the_best_pieces_come_first()
    {
        var filler = string.Join(' ', Enumerable.Repeat("word", 30));
        var text = $"one fox {filler} a quick brown fox {filler} quick {filler}";
        var query = new BooleanQuery([], [], [Term("quick"), Term("brown"), Term("fox")], [], 1);

        var best = Fragments(query, Defaults with { NumberOfFragments = 1 }, text).ShouldHaveSingleItem();

        best.ShouldContain("<em>quick</em> <em>brown</em> <em>fox</em>");
        best.Length.ShouldBeLessThan(200);
        Fragments(query, Defaults, text).Count.ShouldBe(3);
        Fragments(query, Defaults with { NumberOfFragments = 0 }, text)
            .ShouldBe([text.Replace("quick", "<em>quick</em>").Replace("brown", "<em>brown</em>").Replace("fox", "<em>fox</em>")]);
    }

    [Fact]
    public void Values_of_an_array_are_shown_in_their_order_or_the_best_first()
    {
        string[] values = ["a fox", "nothing", "quick fox"];
        var query = new BooleanQuery([], [], [Term("quick"), Term("fox")], [], 1);

        Fragments(query, Defaults, values).ShouldBe(["a <em>fox</em>", "<em>quick</em> <em>fox</em>"]);
        Fragments(query, Defaults with { OrderByScore = true }, values).ShouldBe(["<em>quick</em> <em>fox</em>", "a <em>fox</em>"]);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(12, "quick brown")]
    [InlineData(11, "quick brown")]
    [InlineData(10, "quick")]
    [InlineData(3, null)]
    public void Without_a_match_the_beginning_is_shown_when_asked_for(int size, string? expected) =>
        Fragments(Term("zebra"), Defaults with { NoMatchSize = size }, "quick brown fox").ShouldBe(expected is null ? [] : [expected]);

    [Fact]
    public void Keywords_are_marked_whole_unless_they_were_too_long_to_be_indexed()
    {
        var keyword = new MappedField
        {
            Path = "name",
            Type = FieldType.Keyword,
            IgnoreAbove = 10,
        };
        Highlighter.Fragments(keyword, ["Big Fox"], Term("Big Fox"), Defaults).ShouldBe(["<em>Big Fox</em>"]);
        Highlighter.Fragments(keyword, ["A Very Big Fox"], Term("A Very Big Fox"), Defaults).ShouldBeEmpty();
    }

    private static TermQuery Term(string term) => new("name", term);

    private static IReadOnlyList<string> Fragments(Query query, HighlightOptions options, params string[] values) =>
        Highlighter.Fragments(Text, values, query, options);

    private static MappedField Field(string path, string analyzer) =>
        new()
        {
            Path = path,
            Type = FieldType.Text,
            Analyzer = AnalyzerCatalog.BuiltIn.Find(analyzer),
        };
}

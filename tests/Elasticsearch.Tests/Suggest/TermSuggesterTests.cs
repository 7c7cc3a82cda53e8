using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Suggest;

namespace Platform.Engines.Elasticsearch.Tests.Suggest;

public class TermSuggesterTests
{
    private static readonly MappedField Name = new()
    {
        Path = "name",
        Type = FieldType.Text,
        Analyzer = AnalyzerCatalog.BuiltIn.Find("standard"),
    };

    [Fact]
    public void Each_word_of_the_text_has_an_entry_with_its_place()
    {
        var entries = Suggest("Wireles 키보드", new(), "wireless keyboard", "무선 키보드");

        entries.Select(static entry => (entry.Text, entry.Offset, entry.Length)).ShouldBe([("wireles", 0, 7), ("키보드", 8, 3)]);
        entries[0].Options.ShouldBe([new("wireless", 1 - 1f / 7, 1)]);
        entries[1].Options.ShouldBeEmpty();
    }

    [Fact]
    public void Korean_is_suggested_as_anything_else() =>
        Suggest("스마트픈", new(), "스마트폰 256GB", "스마트폰 128GB").ShouldHaveSingleItem().Options.ShouldBe([new("스마트폰", 0.75f, 2)]);

    [Theory]
    [InlineData(SuggestMode.Missing, "mouse", "")]
    [InlineData(SuggestMode.Popular, "mouse", "house")]
    [InlineData(SuggestMode.Always, "mouse", "house moose")]
    [InlineData(SuggestMode.Missing, "mouze", "mouse moose")]
    public void The_mode_says_which_words_get_suggestions(SuggestMode mode, string text, string expected)
    {
        var options = new TermSuggestOptions
        {
            Mode = mode,
            PrefixLength = 0,
            MaxTermFreq = 10,
        };
        var found = Suggest(text, options, "mouse", "mouse moose", "house", "house", "house").ShouldHaveSingleItem().Options;
        string.Join(' ', found.Select(static option => option.Text)).ShouldBe(expected);
    }

    [Fact]
    public void Frequency_sorts_when_asked_for()
    {
        string[] names = ["lamp", "lamps", "lamps"];
        Options(new()).ShouldBe(["lamp", "lamps"]);
        Options(new() { SortByFrequency = true }).ShouldBe(["lamps", "lamp"]);

        IEnumerable<string> Options(TermSuggestOptions options) =>
            Suggest("lamq", options, names)[0].Options.Select(static option => option.Text);
    }

    [Fact]
    public void Bounds_leave_suggestions_out()
    {
        string[] names = ["keyboard", "keyboards", "keyboard"];
        Count("keybord", new()).ShouldBe(2);
        Count("keybord", new() { MaxEdits = 1 }).ShouldBe(1);
        Count("keybord", new() { Size = 1 }).ShouldBe(1);
        Count("keybord", new() { MinDocFreq = 1 }).ShouldBe(1);
        Count("keybord", new() { MinWordLength = 8 }).ShouldBe(0);
        Count("meyboard", new()).ShouldBe(0);

        // Two edits want an equal beginning whatever is asked for, as in Lucene.
        Count("meyboard", new() { PrefixLength = 0 }).ShouldBe(1);

        int Count(string text, TermSuggestOptions options) => Suggest(text, options, names)[0].Options.Count;
    }

    [Fact]
    public void Only_fields_with_terms_suggest() =>
        Should
            .Throw<ElasticsearchException>(() => TermSuggester.Suggest([], Name with { Type = FieldType.Long }, "1", new()))
            .Message.ShouldContain("[name]");

    private static IReadOnlyList<TermSuggestion> Suggest(string text, TermSuggestOptions options, params string[] names)
    {
        var index = new DocumentIndex();
        for (var i = 0; i < names.Length; i++)
        {
            index.Put(new($"{i}", "{}"u8.ToArray(), i, 1, [new(Name, names[i])]));
        }

        return TermSuggester.Suggest(index.Refresh().Segments, Name, text, options);
    }
}

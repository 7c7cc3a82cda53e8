using FsCheck;
using FsCheck.Fluent;
using Platform.Engines.Elasticsearch.Highlighting;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;
using Platform.Engines.Elasticsearch.Tests.Lucene;

namespace Platform.Engines.Elasticsearch.Tests.Analysis;

/// <summary>Whatever the text, halves of surrogate pairs too.</summary>
public class AnyTextProperties
{
    private static readonly string[] Pieces =
    [
        .. "aZ09 _-.,:'\"\n가힣ㄱ漢中ひらカターｶﾞＡ１éßİ’。".Select(static c => c.ToString()),
        "\u0301",
        "\u200D",
        "\uFE0F",
        "\u20E3",
        "\uD83D",
        "\uDE00",
        "😀",
        "👩🏽‍💻",
        "🇰🇷",
        "𠀀",
        "กั",
        "ב׳",
        "running",
        "노트북",
        "dog's",
    ];

    private static Arbitrary<string> Texts =>
        Arb.From(Gen.Choose(0, 30).SelectMany(count => Gen.ArrayOf(Gen.Elements(Pieces), count)).Select(string.Concat));

    public static TheoryData<string> Analyzers => LuceneAnalysisTests.Analyzers;

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Tokens_lie_in_the_text_one_after_the_other(string name)
    {
        var analyzer = LuceneAnalysisTests.Catalog.Find(name)!;
        Prop.ForAll(
                Texts,
                text =>
                {
                    var (position, start) = (0, 0);
                    foreach (var token in analyzer.Analyze(text))
                    {
                        token.Position.ShouldBeGreaterThanOrEqualTo(position);
                        token.StartOffset.ShouldBeGreaterThanOrEqualTo(start);
                        token.EndOffset.ShouldBeInRange(token.StartOffset + 1, text.Length);
                        token.Term.ShouldNotBeEmpty();
                        (position, start) = (token.Position, token.StartOffset);
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("cjk")]
    [InlineData("english")]
    [InlineData("grams")]
    public void Highlighting_adds_tags_and_changes_nothing_else(string name)
    {
        var field = new MappedField
        {
            Path = "text",
            Type = FieldType.Text,
            Analyzer = LuceneAnalysisTests.Catalog.Find(name),
        };
        var everything = new HighlightOptions
        {
            PreTag = "<",
            PostTag = ">",
            NumberOfFragments = 0,
        };
        var pieces = everything with { NumberOfFragments = int.MaxValue, FragmentSize = 5 };
        Prop.ForAll(
                Texts,
                text =>
                {
                    if (field.Analyzer!.Analyze(text) is not [var first, ..])
                    {
                        return;
                    }

                    var query = new TermQuery("text", first.Term);
                    var whole = Highlighter.Fragments(field, [text], query, everything).ShouldHaveSingleItem();
                    whole.ShouldContain('<');
                    whole.Replace("<", "").Replace(">", "").ShouldBe(text);
                    foreach (var piece in Highlighter.Fragments(field, [text], query, pieces))
                    {
                        text.ShouldContain(piece.Replace("<", "").Replace(">", ""), Case.Sensitive);
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }
}

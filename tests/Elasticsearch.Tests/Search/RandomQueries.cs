using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Tests.Search;

/// <summary>Documents and queries out of few words, so that much matches.</summary>
internal sealed class RandomQueries(int seed)
{
    private static readonly string[] Vocabulary =
    [
        "red",
        "reed",
        "read",
        "bread",
        "blue",
        "blew",
        "glue",
        "가방",
        "가방끈",
        "신발",
        "x",
        "Red",
        "rde",
        "green",
        "greens",
        "𝄞note",
        "\uFF21full",
        "shoe",
        "shoes",
        "hose",
    ];

    private readonly Random random = new(seed);

    public int Number(int below) => random.Next(below);

    public TestDocument Document(string id) =>
        new(
            id,
            random.Next(10) == 0 ? null : Many(random.Next(6) == 0 ? 2 : 1, () => Text(random.Next(random.Next(20) == 0 ? 120 : 14))),
            random.Next(2) == 0 ? null : [Text(1 + random.Next(3))],
            random.Next(4) == 0 ? null : Many(1 + random.Next(3), () => random.Next(15) == 0 ? "longer than twenty units" : Word()),
            random.Next(4) == 0 ? null : Many(random.Next(5) == 0 ? 3 : 1, () => (long)random.Next(-5, 30))
        );

    public Query Query(int depth = 0)
    {
        var boost = random.Next(4) == 0 ? 0.5f + random.Next(4) : 1;
        return Unboosted(depth) with { Boost = boost };
    }

    private Query Unboosted(int depth) =>
        random.Next(depth > 2 ? 15 : 20) switch
        {
            0 => new MatchAllQuery(),
            1 or 2 => new TermQuery(TextField(), Word()),
            3 => new TermQuery("tag", Word()),
            4 => new TermsQuery(AnyTermField(), Many(1 + random.Next(4), Word)),
            5 => Phrase(),
            6 => Phrase() with { LastIsPrefix = true, MaxExpansions = 1 + random.Next(5) },
            7 => new PrefixQuery(AnyTermField(), First(Word()), random.Next(3) == 0),
            8 => new WildcardQuery(AnyTermField(), Pattern(), random.Next(3) == 0),
            9 => new FuzzyQuery(TextField(), Word(), random.Next(3), random.Next(2), 1 + random.Next(6), random.Next(4) > 0),
            10 => new NumberRangeQuery("price", random.Next(-5, 20), random.Next(0, 30)),
            11 => new NumbersQuery("price", Many(1 + random.Next(3), () => (long)random.Next(-5, 30))),
            12 => new TermRangeQuery("tag", Maybe(), random.Next(2) == 0, Maybe(), random.Next(2) == 0),
            13 => random.Next(2) == 0
                ? new ExistsQuery(Many(1 + random.Next(2), () => random.Next(2) == 0 ? "price" : AnyTermField()))
                : new MatchNoneQuery("at random"),
            14 => random.Next(2) == 0
                ? new SynonymQuery("text", Many(1 + random.Next(3), Word))
                : new IdsQuery(Many(3, () => $"{random.Next(60)}")),
            15 => new ConstantScoreQuery(Query(depth + 1)),
            16 => new DisjunctionMaxQuery(Some(depth, 1 + random.Next(3)), random.Next(2) == 0 ? 0 : 0.3f),
            _ => Boolean(depth),
        };

    private BooleanQuery Boolean(int depth)
    {
        var should = Some(depth, random.Next(5));
        return new(
            Some(depth, random.Next(3)),
            Some(depth, random.Next(2)),
            should,
            Some(depth, random.Next(4) == 0 ? 1 : 0),
            random.Next(should.Length + 1)
        );
    }

    private PhraseQuery Phrase()
    {
        var terms = Many(1 + random.Next(3), Word)
            .Distinct()
            .Select((word, place) => new PhraseTerm(word, place + (place > 0 && random.Next(5) == 0 ? 1 : 0)))
            .ToList();
        if (random.Next(4) == 0)
        {
            terms.Add(new(Word(), terms[^1].Position));
        }
        return new(random.Next(3) == 0 ? "title" : "text", [.. terms.Distinct()]);
    }

    private Query[] Some(int depth, int count) => Many(count, () => Query(depth + 1));

    private string Pattern()
    {
        var word = Word();
        return random.Next(4) switch
        {
            0 => $"{First(word)}*",
            1 => $"*{word[^1]}",
            2 => $"{First(word)}?{word[^1]}",
            _ => $"?*{word[^1]}*",
        };
    }

    private string? Maybe() => random.Next(4) == 0 ? null : Word();

    private string TextField() => random.Next(3) == 0 ? "title" : "text";

    private string AnyTermField() => random.Next(3) == 0 ? "tag" : TextField();

    private string Text(int words) =>
        string.Join(
            ' ',
            Many(
                words,
                () =>
                    random.Next(25) == 0 ? "_"
                    : random.Next(20) == 0 ? $"{Word()}|{Word()}"
                    : Word()
            )
        );

    private string Word() => Vocabulary[Math.Min(random.Next(Vocabulary.Length), random.Next(Vocabulary.Length))];

    private static string First(string word) => char.IsHighSurrogate(word[0]) ? word[..2] : word[..1];

    private static T[] Many<T>(int count, Func<T> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
}

using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Engines.Elasticsearch.Requests;
using Platform.Engines.Elasticsearch.Tests.Requests;

namespace Platform.Engines.Elasticsearch.Tests.Aggregations;

/// <summary>Sorts, pages and aggregations over random documents against a reference that looks at all of them.</summary>
public sealed class RandomAggregationTests
{
    private const string Mapping = """
        {"word":{"type":"keyword"},"n":{"type":"long"},"x":{"type":"double"},"on":{"type":"boolean"},"at":{"type":"date"}}
        """;

    private static readonly string[] Words = ["a", "b", "B", "가", "나다", "z", "𝄞", "\uFF5E", "aa"];

    private sealed record Row(string Id, string[] Words, long[] Numbers, double[] Fractions, bool? On, long? At)
    {
        public string ToJson() =>
            new JsonObject
            {
                ["word"] = new JsonArray([.. Words.Select(word => (JsonNode?)word)]),
                ["n"] = new JsonArray([.. Numbers.Select(number => (JsonNode?)number)]),
                ["x"] = new JsonArray([.. Fractions.Select(number => (JsonNode?)number)]),
                ["on"] = On,
                ["at"] = At,
            }.ToJsonString();
    }

    private static Row Some(Random random, int id) =>
        new(
            $"{id}",
            [.. random.GetItems(Words, random.Next(3)).Distinct()],
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => (long)random.Next(-20, 20))],
            [.. Enumerable.Range(0, random.Next(2)).Select(_ => random.Next(-400, 400) / 8d)],
            random.Next(3) switch
            {
                0 => null,
                1 => true,
                _ => false,
            },
            random.Next(4) == 0 ? null : 1_767_225_600_000 + random.NextInt64(90L * 86_400_000)
        );

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    private readonly TestSearches searches = new();

    /// <summary>What is live, in the order of the index; some of it in segments of its own, some replaced, some deleted.</summary>
    private static (TestIndex Index, List<Row> Rows) Filled(int seed)
    {
        var random = new Random(seed);
        var index = new TestIndex(Mapping);
        var rows = new List<Row>();
        foreach (var i in Enumerable.Range(0, random.Next(1, 150)))
        {
            var row = Some(random, random.Next(6) == 0 ? random.Next(i + 1) : i);
            rows.RemoveAll(other => other.Id == row.Id);
            rows.Add(row);
            index.Put(row.Id, row.ToJson());
            if (random.Next(20) == 0)
            {
                var gone = rows[random.Next(rows.Count)];
                rows.Remove(gone);
                index.Remove(gone.Id);
            }

            if (random.Next(30) == 0)
            {
                index.Refresh();
            }
        }

        index.Refresh();
        return (index, rows);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Sorted_pages_are_those_of_the_reference(int seed)
    {
        var (index, rows) = Filled(seed);
        var random = new Random(seed);
        var pit = searches.OpenPointInTime(index);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            var (field, ascending, missingFirst) = (
                random.GetItems(["word", "n", "x", "at", "on"], 1)[0],
                random.Next(2) == 0,
                random.Next(2) == 0
            );
            var sorted = Reference(rows, field, ascending, missingFirst);
            var (from, size) = (random.Next(10), random.Next(1, 20));
            var sort =
                $$$"""[{"{{{field}}}":{"order":"{{{(ascending ? "asc" : "desc")}}}","missing":"{{{(missingFirst ? "_first" : "_last")}}}"}}]""";

            var page = searches.Search(index, $$"""{"sort":{{sort}},"from":{{from}},"size":{{size}}}""");

            TestSearches.Ids(page).ShouldBe(sorted.Skip(from).Take(size).Select(row => row.Id), $"{sort} of seed {seed}");
            ((int)page["hits"]!["total"]!["value"]!).ShouldBe(rows.Count);

            // The same by search_after, page by page, of a point in time: merges go on beside.
            var seen = new List<string>();
            var after = "";
            while (
                searches.Search([], $$"""{"sort":{{sort}},"size":{{size}},"pit":{"id":"{{pit}}"}{{after}}}""") is var next
                && TestSearches.Ids(next) is { Length: > 0 } ids
            )
            {
                seen.AddRange(ids);
                after = $",\"search_after\":{next["hits"]!["hits"]![ids.Length - 1]!["sort"]!.ToJsonString()}";
            }

            seen.ShouldBe(sorted.Select(row => row.Id), $"{sort} of seed {seed}");
        }
    }

    private static IEnumerable<Row> Reference(List<Row> rows, string field, bool ascending, bool missingFirst)
    {
        // By the least value where ascending, by the greatest where descending.
        IComparable? Key(Row row)
        {
            IEnumerable<IComparable> values = field switch
            {
                "word" => row.Words.Select(word => (IComparable)new Utf8(word)),
                "n" => row.Numbers.Select(number => (IComparable)number),
                "x" => row.Fractions.Select(number => (IComparable)number),
                "at" => row.At is { } at ? [at] : [],
                _ => row.On is { } on ? [on] : [],
            };
            return ascending ? values.Min() : values.Max();
        }

        var with = rows.Where(row => Key(row) is not null);
        var sorted = ascending ? with.OrderBy(Key) : with.OrderByDescending(Key);
        var without = rows.Where(row => Key(row) is null);
        return missingFirst ? without.Concat(sorted) : sorted.Concat(without);
    }

    private sealed record Utf8(string Text) : IComparable
    {
        public int CompareTo(object? other) =>
            System.Text.Encoding.UTF8.GetBytes(Text).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(((Utf8)other!).Text));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Aggregations_are_those_of_the_reference(int seed)
    {
        var (index, rows) = Filled(seed);
        var least = new Random(seed).Next(-15, 10);
        var matches = rows.Where(row => row.Numbers.Any(number => number >= least)).ToList();

        var answer = searches.Search(
            index,
            """
            {"size":0,"query":{"range":{"n":{"gte":LEAST}}},"aggs":{
              "words":{"terms":{"field":"word","size":4},"aggs":{"sum":{"sum":{"field":"x"}},"on":{"terms":{"field":"on"},"aggs":{"n":{"stats":{"field":"n"}}}}}},
              "days":{"date_histogram":{"field":"at","fixed_interval":"10d"},"aggs":{"distinct":{"cardinality":{"field":"word"}}}},
              "steps":{"histogram":{"field":"x","interval":7.5,"offset":1},"aggs":{"max":{"max":{"field":"n"}}}},
              "ranges":{"range":{"field":"x","ranges":[{"to":-10},{"from":-10,"to":10},{"from":0}]}},
              "filters":{"filters":{"filters":{"a":{"term":{"word":"a"}},"on":{"term":{"on":true}}},"other_bucket":true}}
            }}
            """.Replace("LEAST", $"{least}")
        )["aggregations"]!;

        CheckWords(answer["words"]!, matches);
        CheckDays(answer["days"]!, matches);
        CheckSteps(answer["steps"]!, matches);
        answer["ranges"]!["buckets"]!
            .AsArray()
            .Select(bucket => (int)bucket!["doc_count"]!)
            .ShouldBe([
                matches.Count(row => row.Fractions.Any(x => x < -10)),
                matches.Count(row => row.Fractions.Any(x => x is >= -10 and < 10)),
                matches.Count(row => row.Fractions.Any(x => x >= 0)),
            ]);
        answer["filters"]!["buckets"]!
            .AsObject()
            .Select(bucket => (bucket.Key, (int)bucket.Value!["doc_count"]!))
            .ShouldBe([
                ("a", matches.Count(row => row.Words.Contains("a"))),
                ("on", matches.Count(row => row.On == true)),
                ("_other_", matches.Count(row => !row.Words.Contains("a") && row.On != true)),
            ]);
    }

    private static void CheckWords(JsonNode answer, List<Row> matches)
    {
        var groups = matches
            .SelectMany(row => row.Words.Select(word => (word, row)))
            .GroupBy(pair => pair.word, pair => pair.row)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => new Utf8(group.Key))
            .ToList();
        ((int)answer["sum_other_doc_count"]!).ShouldBe(groups.Skip(4).Sum(group => group.Count()));
        var buckets = answer["buckets"]!.AsArray();
        buckets
            .Select(bucket => ((string)bucket!["key"]!, (int)bucket["doc_count"]!))
            .ShouldBe(groups.Take(4).Select(group => (group.Key, group.Count())));
        foreach (var (bucket, group) in buckets.Zip(groups))
        {
            ((double)bucket!["sum"]!["value"]!).ShouldBe(group.Sum(row => row.Fractions.Sum()), 1e-9);
            foreach (var on in bucket["on"]!["buckets"]!.AsArray())
            {
                var of = group.Where(row => row.On == ((string)on!["key_as_string"]! == "true")).ToList();
                ((int)on!["doc_count"]!).ShouldBe(of.Count);
                var numbers = of.SelectMany(row => row.Numbers).ToList();
                ((int)on["n"]!["count"]!).ShouldBe(numbers.Count);
                ((double?)on["n"]!["avg"]).ShouldBe(numbers.Count == 0 ? null : numbers.Average());
            }

            bucket["on"]!["buckets"]!.AsArray().Count.ShouldBe(group.Select(row => row.On).OfType<bool>().Distinct().Count());
        }
    }

    private static void CheckDays(JsonNode answer, List<Row> matches)
    {
        const long Length = 10L * 86_400_000;
        var counts = matches.Where(row => row.At is not null).ToLookup(row => row.At!.Value / Length * Length);
        var keys = counts.Select(group => group.Key).Order().ToList();
        var expected = new List<(long, int, int)>();
        for (var key = keys.FirstOrDefault(); keys.Count > 0 && key <= keys[^1]; key += Length)
        {
            expected.Add((key, counts[key].Count(), counts[key].SelectMany(row => row.Words).Distinct().Count()));
        }

        answer["buckets"]!
            .AsArray()
            .Select(bucket => ((long)bucket!["key"]!, (int)bucket["doc_count"]!, (int)bucket["distinct"]!["value"]!))
            .ShouldBe(expected);
    }

    private static void CheckSteps(JsonNode answer, List<Row> matches)
    {
        var counts = matches
            .SelectMany(row => row.Fractions.Select(x => (int)Math.Floor((x - 1) / 7.5)).Distinct().Select(step => (step, row)))
            .ToLookup(pair => pair.step, pair => pair.row);
        var steps = counts.Select(group => group.Key).Order().ToList();
        var expected = new List<(string, int, double?)>();
        for (var step = steps.FirstOrDefault(); steps.Count > 0 && step <= steps[^1]; step++)
        {
            var numbers = counts[step].SelectMany(row => row.Numbers).ToList();
            expected.Add(
                (
                    (step * 7.5 + 1).ToString("0.0", CultureInfo.InvariantCulture),
                    counts[step].Count(),
                    numbers.Count == 0 ? null : numbers.Max()
                )
            );
        }

        answer["buckets"]!
            .AsArray()
            .Select(bucket => (bucket!["key"]!.ToJsonString(), (int)bucket["doc_count"]!, (double?)bucket["max"]!["value"]))
            .ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Keywords_are_in_the_order_of_their_bytes(int seed)
    {
        var random = new Random(seed);
        string Any() =>
            string.Concat(
                Enumerable
                    .Range(0, random.Next(4))
                    .Select(_ => char.ConvertFromUtf32(random.GetItems([0x41, 0xAC00, 0xE000, 0xFFFD, 0x1F600, 0x10000], 1)[0]))
            );
        var (a, b) = (Any(), Any());

        Math.Sign(Utf8Order.Instance.Compare(a, b)).ShouldBe(Math.Sign(new Utf8(a).CompareTo(new Utf8(b))));
    }
}

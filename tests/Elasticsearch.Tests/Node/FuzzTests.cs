using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class FuzzTests
{
    // ELASTICSEARCH_FUZZ_SECONDS for longer ones.
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("ELASTICSEARCH_FUZZ_SECONDS"), out var seconds) ? seconds : 5
    );

    private static readonly string[] Seeds =
    [
        """{"query":{"bool":{"must":[{"match":{"text":"가나 다"}}],"filter":[{"range":{"n":{"gte":1,"lt":"5"}}}]}},"sort":[{"n":"desc"}],"size":3}""",
        """{"query":{"query_string":{"query":"text:(a OR b) AND n:[1 TO 5]"}},"aggs":{"t":{"terms":{"field":"k"},"aggs":{"m":{"max":{"field":"n"}}}}}}""",
        """{"query":{"multi_match":{"query":"x y","fields":["text^2","k"],"type":"bool_prefix"}},"highlight":{"fields":{"text":{}}},"suggest":{"s":{"text":"abc","term":{"field":"text"}}}}""",
        """{"text":"abc","n":[1,2.5,"3"],"d":"2024-02-29T01:02:03+09:00","o":{"a":{"b":{"c":null}},"x.y":true},"k":"\ud83d\ude00"}""",
        """{"settings":{"number_of_shards":1,"analysis":{"analyzer":{"a":{"type":"custom","tokenizer":"standard","filter":["lowercase"]}}}},"mappings":{"properties":{"a":{"type":"text","analyzer":"a"}}},"aliases":{"x":{}}}""",
        """{"actions":[{"add":{"index":"f","alias":"al"}},{"remove":{"index":"f","alias":"al"}}]}""",
        """{"doc":{"a":1,"o":{"b":[1]}},"doc_as_upsert":true}""",
        "{\"index\":{\"_index\":\"f\",\"_id\":\"1\"}}\n{\"a\":1}\n{\"delete\":{\"_index\":\"f\",\"_id\":\"1\"}}\n{\"update\":{\"_index\":\"f\",\"_id\":\"2\"}}\n{\"doc\":{\"a\":2}}\n",
        """{"docs":[{"_index":"f","_id":"1"}]}""",
        """{"analyzer":"standard","text":"some text"}""",
    ];

    private static readonly (string Method, string Path)[] Targets =
    [
        ("POST", "/f/_search"),
        ("POST", "/f/_count"),
        ("PUT", "/f/_doc/1"),
        ("PUT", "/fuzz{0}"),
        ("POST", "/_aliases"),
        ("POST", "/f/_update/1"),
        ("POST", "/_bulk"),
        ("POST", "/_mget"),
        ("POST", "/f/_msearch"),
        ("POST", "/_analyze"),
        ("PUT", "/f/_mapping"),
        ("PUT", "/f/_settings"),
        ("PUT", "/_index_template/t"),
        ("POST", "/f/_delete_by_query"),
    ];

    [Fact]
    public async Task No_body_harms_the_node_and_none_is_an_error_of_its_own()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/f/_doc/1?refresh=true", Seeds[3])).ShouldBe(201);
        var random = new Random(20264);
        var (refused, taken) = (0, 0);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Time; )
        {
            var (method, path) = Targets[random.Next(Targets.Length)];
            var body = Mutate(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]), random);
            var request = new HttpRequestMessage(new(method), string.Format(null, path, random.Next(20)))
            {
                Content = new ByteArrayContent(body),
            };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

            var answer = await node.SendAsync(request);

            answer.Status.ShouldBeLessThan(500, $"{method} {path} {Encoding.UTF8.GetString(body)}: {answer.Text}");
            _ = answer.Status >= 400 ? refused++ : taken++;
        }
        refused.ShouldBeGreaterThan(50);
        taken.ShouldBeGreaterThan(10);
        (await node.GetAsync("/f/_doc/1")).Status.ShouldBeOneOf(200, 404);
    }

    [Theory]
    [InlineData("/f/_doc/1", "PUT", 100_000)]
    [InlineData("/f/_search", "POST", 100_000)]
    [InlineData("/f/_search", "POST", 240)]
    [InlineData("/f", "PUT", 240)]
    [InlineData("/f/_doc/1", "PUT", 900)]
    public async Task Depth_ends_nobody(string path, string method, int depth)
    {
        await using var node = await TestNode.StartAsync();
        string[] openings = ["{\"bool\":", "[", "{\"a\":", "{\"query\":{\"bool\":{\"must\":[", "{\"mappings\":"];
        foreach (var opening in openings)
        {
            var body = new StringBuilder();
            var closings = string.Concat(opening.Where(c => c is '{' or '[').Select(c => c == '{' ? '}' : ']').Reverse());
            var times = depth / opening.Count(c => c is '{' or '[');
            body.Insert(0, opening, times).Append("null");
            for (var i = 0; i < times; i++)
                body.Append(closings);

            (await node.SendAsync(method, path, body.ToString())).Status.ShouldBeInRange(200, 499);
        }
        (await node.GetAsync("/")).ShouldBe(200);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 })]
    [InlineData(new byte[] { 0 })]
    public async Task What_is_no_UTF8_is_refused(byte[] body)
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/f")).ShouldBe(200);
        foreach (var (method, path) in Targets)
        {
            var request = new HttpRequestMessage(new(method), string.Format(null, path, 1)) { Content = new ByteArrayContent(body) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

            (await node.SendAsync(request)).ShouldBe(400);
        }
    }

    [Fact]
    public void Whatever_a_mapping_reads_it_reads_again_from_what_it_shows()
    {
        var random = new Random(20265);
        var read = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Time / 5; )
        {
            var document = Mutate(Encoding.UTF8.GetBytes(Seeds[3]), random);
            try
            {
                var leaves = new LeafReader(AnalyzerCatalog.BuiltIn);
                var parsed = new DocumentParser(IndexMapping.Empty, MappingLimits.Default, leaves).Parse("1", document);
                var shown = MappingWriter.ToJson(parsed.Mapping);
                using var json = JsonDocument.Parse(shown);
                var again = new MappingReader(AnalyzerCatalog.BuiltIn).Read(json.RootElement);
                MappingWriter.ToJson(again).ShouldBe(shown);
                new DocumentParser(again, MappingLimits.Default, leaves).Parse("1", document).Mapping.ShouldBeSameAs(again);
                read++;
            }
            catch (ElasticsearchException)
            {
                // Refused, which is as good.
            }
        }
        read.ShouldBeGreaterThan(20);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(8)));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count), 0));
                    bytes.Insert(at, (byte)"{}[]\":,\\0-eu.\n"[random.Next(14)]);
                    break;
                case 3:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 4:
                    var from = random.Next(bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, random.Next(bytes.Count - from)));
                    break;
                default:
                    if (bytes.Count > 1)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
            if (bytes.Count == 0)
                bytes.Add((byte)'{');
        }
        return [.. bytes];
    }

    private static readonly byte[][] Tokens =
    [
        .. (
            (string[])
                [
                    "null",
                    "true",
                    "1e999",
                    "-0",
                    "9223372036854775808",
                    "\"\\ud800\"",
                    "\"\"",
                    "[]",
                    "{}",
                    "\"a\":1,",
                    "[[[",
                    "\\u0000",
                    "\n",
                    "\"*\"",
                ]
        ).Select(Encoding.UTF8.GetBytes),
    ];
}

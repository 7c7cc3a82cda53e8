using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace SearchBench;

/// <summary>The same documents and questions over HTTP, one request after the other.</summary>
internal sealed class HttpLoad(HttpClient client)
{
    private const int Batch = 1_000;
    private const int Rounds = 5;

    public static async Task RunAsync(string url, Corpus corpus)
    {
        using var client = new HttpClient { BaseAddress = new(url) };
        var load = new HttpLoad(client);
        await load.BulkAsync(corpus);
        Console.WriteLine();
        Console.WriteLine("| over HTTP, one after the other, top 10 without sources | p50 | p99 |");
        Console.WriteLine("|---|---|---|");
        foreach (var kind in Corpus.Kinds)
        {
            await load.AskAsync(kind, corpus.Questions[kind], kind, 10);
        }
        await load.AskAsync("every match by category (terms aggregation)", corpus.Questions["term"], "term", 0);
    }

    /// <summary>Waits until a search answers: what was there before the start is searchable again.</summary>
    public static async Task WaitAsync(string url, long documents)
    {
        using var client = new HttpClient { BaseAddress = new(url) };
        var count = await client.GetFromJsonAsync<JsonNode>("products/_count");
        if ((long)count!["count"]! != documents)
        {
            throw new InvalidOperationException($"{url} has {count["count"]} documents, not {documents}.");
        }
    }

    private async Task BulkAsync(Corpus corpus)
    {
        var mapping = """
            {"mappings":{"properties":{"text":{"type":"text"},"category":{"type":"keyword"},"price":{"type":"long"}}}}
            """;
        using var created = await client.PutAsync("products", new StringContent(mapping, Encoding.UTF8, "application/json"));
        created.EnsureSuccessStatusCode();
        var bodies = new List<string>();
        for (var i = 0; i < corpus.Texts.Length; i += Batch)
        {
            var body = new StringBuilder();
            for (var at = i; at < Math.Min(i + Batch, corpus.Texts.Length); at++)
            {
                body.Append(CultureInfo.InvariantCulture, $$"""{"index":{"_id":"{{at}}"} }""").Append('\n');
                body.Append(
                        CultureInfo.InvariantCulture,
                        $$"""{"text":"{{corpus.Texts[at]}}","category":"{{corpus.Categories[at]}}","price":{{corpus.Prices[at]}}}"""
                    )
                    .Append('\n');
            }
            bodies.Add(body.ToString());
        }
        var began = Stopwatch.GetTimestamp();
        foreach (var body in bodies)
        {
            using var answer = await client.PostAsync("products/_bulk", new StringContent(body, Encoding.UTF8, "application/x-ndjson"));
            if ((bool)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!)
            {
                throw new InvalidOperationException("A document was refused.");
            }
        }
        var written = Stopwatch.GetElapsedTime(began);
        using var refreshed = await client.PostAsync("products/_refresh", null);
        refreshed.EnsureSuccessStatusCode();
        var searchable = Stopwatch.GetElapsedTime(began);
        Console.WriteLine("| bulk over HTTP, 1,000 documents a request | all written | all searchable | a second |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {corpus.Texts.Length:N0} documents | {written.TotalMilliseconds:F0} ms | {searchable.TotalMilliseconds:F0} ms | {corpus.Texts.Length / searchable.TotalSeconds:N0} |"
            )
        );
    }

    private async Task AskAsync(string name, string[] questions, string kind, int size)
    {
        var bodies = Array.ConvertAll(questions, question => Body(kind, question, size).ToJsonString());
        var times = new List<double>();
        for (var round = 0; round < 1 + Rounds; round++)
        {
            foreach (var body in bodies)
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await client.PostAsync("products/_search", new StringContent(body, Encoding.UTF8, "application/json"));
                await answer.Content.ReadAsByteArrayAsync();
                answer.EnsureSuccessStatusCode();
                if (round > 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }
        }
        times.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {times[times.Count / 2]:F2} ms | {times[times.Count * 99 / 100]:F2} ms |"
            )
        );
    }

    private static JsonObject Body(string kind, string question, int size)
    {
        JsonObject query = kind switch
        {
            "and2" => new()
            {
                ["match"] = new JsonObject
                {
                    ["text"] = new JsonObject { ["query"] = question, ["operator"] = "and" },
                },
            },
            "phrase" => new() { ["match_phrase"] = new JsonObject { ["text"] = question } },
            "fuzzy" => new()
            {
                ["fuzzy"] = new JsonObject
                {
                    ["text"] = new JsonObject { ["value"] = question, ["fuzziness"] = 1 },
                },
            },
            "prefix" => new() { ["prefix"] = new JsonObject { ["text"] = question } },
            _ => new() { ["match"] = new JsonObject { ["text"] = question } },
        };
        var body = new JsonObject
        {
            ["query"] = query,
            ["size"] = size,
            ["_source"] = false,
        };
        if (size == 0)
        {
            body["aggs"] = new JsonObject { ["categories"] = new JsonObject { ["terms"] = new JsonObject { ["field"] = "category" } } };
        }
        return body;
    }
}

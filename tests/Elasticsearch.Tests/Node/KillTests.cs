using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class KillTests
{
    private const int Rounds = 10;
    private const int Writers = 4;

    [Fact]
    public async Task What_was_acknowledged_is_there_whole_after_kill_9_in_the_middle_of_bulk()
    {
        var directory = Directory.CreateTempSubdirectory("es-kill-").FullName;
        try
        {
            var random = new Random();
            // By id: the last text that was acknowledged, and those that were under way when the node was killed.
            var acknowledged = new ConcurrentDictionary<string, string?>();
            var underWay = new ConcurrentDictionary<string, ConcurrentBag<string?>>();
            for (var round = 0; round < Rounds; round++)
            {
                using var node = await ChildNode.StartAsync(directory);
                await VerifyAsync(node.Client, acknowledged, underWay);
                underWay.Clear();
                var acks = 0;
                var killAfter = random.Next(2, 30);
                var killing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var writers = Enumerable.Range(0, Writers).Select(writer => WriteAsync(writer, round)).ToArray();
                await Task.WhenAny(killing.Task, Task.WhenAll(writers));
                await node.KillAsync();
                await Task.WhenAll(writers);

                async Task WriteAsync(int writer, int inRound)
                {
                    for (var bulk = 0; ; bulk++)
                    {
                        var operations = Operations(writer, inRound, bulk);
                        foreach (var (id, text) in operations)
                            underWay.GetOrAdd(id, _ => []).Add(text);
                        try
                        {
                            var items = await BulkAsync(node.Client, operations);
                            for (var i = 0; i < items.Count; i++)
                            {
                                var status = items[i]!.AsObject().Single().Value!["status"]!.GetValue<int>();
                                status.ShouldBeOneOf(200, 201, 404);
                                acknowledged[operations[i].Id] = operations[i].Text;
                                underWay.TryRemove(operations[i].Id, out _);
                            }
                        }
                        catch (Exception end) when (end is HttpRequestException or IOException or OperationCanceledException)
                        {
                            return;
                        }
                        if (Interlocked.Increment(ref acks) == killAfter)
                            killing.SetResult();
                    }
                }
            }
            using var last = await ChildNode.StartAsync(directory);
            await VerifyAsync(last.Client, acknowledged, underWay);
            acknowledged.Count.ShouldBeGreaterThan(100);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A writer has ids of its own, writes them again and deletes them.</summary>
    private static (string Id, string? Text)[] Operations(int writer, int round, int bulk)
    {
        var random = new Random(HashCode.Combine(writer, round, bulk));
        return
        [
            .. Enumerable
                .Range(0, random.Next(1, 60))
                .Select(_ => random.Next(500))
                .Distinct()
                .Select(i =>
                    (
                        $"{writer}-{i}",
                        random.Next(5) == 0
                            ? null
                            : $"{round} {bulk} {new string('가', random.Next(8) == 0 ? random.Next(30_000) : random.Next(100))}"
                    )
                ),
        ];
    }

    private static async Task<JsonArray> BulkAsync(HttpClient client, (string Id, string? Text)[] operations)
    {
        var lines = new StringBuilder();
        foreach (var (id, text) in operations)
            lines.Append(
                text is null
                    ? $$$"""{"delete":{"_index":"books","_id":"{{{id}}}"}}""" + "\n"
                    : $$$"""{"index":{"_index":"books","_id":"{{{id}}}"}}""" + "\n" + $$"""{"text":"{{text}}"}""" + "\n"
            );
        using var content = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var response = await client.PostAsync("/_bulk", content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["items"]!.AsArray();
    }

    private static async Task VerifyAsync(
        HttpClient client,
        ConcurrentDictionary<string, string?> acknowledged,
        ConcurrentDictionary<string, ConcurrentBag<string?>> underWay
    )
    {
        var live = 0;
        foreach (var (id, expected) in acknowledged)
        {
            var found = await TextAsync(client, id);
            if (found is not null)
                live++;
            if (found != expected)
                underWay.GetValueOrDefault(id, []).ShouldContain(found, $"{id} is what nobody wrote last");
            acknowledged[id] = found;
        }
        foreach (var (id, texts) in underWay)
        {
            if (acknowledged.ContainsKey(id))
                continue;
            var found = await TextAsync(client, id);
            if (found is null)
                continue;
            texts.ShouldContain(found, $"{id} is half");
            acknowledged[id] = found;
            live++;
        }
        if (acknowledged.IsEmpty)
            return;
        // A search sees all of it at once, though nobody has refreshed since.
        using var count = await client.GetAsync("/books/_count");
        JsonNode.Parse(await count.Content.ReadAsStringAsync())!["count"]!.GetValue<int>().ShouldBe(live);
    }

    private static async Task<string?> TextAsync(HttpClient client, string id)
    {
        using var response = await client.GetAsync($"/books/_source/{id}");
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(await response.Content.ReadAsStringAsync())!["text"]!.GetValue<string>()
            : null;
    }
}

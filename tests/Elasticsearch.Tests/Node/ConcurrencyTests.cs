namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Of_versions_that_come_in_any_order_the_newest_stays()
    {
        await using var node = await TestNode.StartAsync();
        var random = new Random(20266);
        var versions = Enumerable.Range(1, 200).SelectMany(version => (int[])[version, version]).ToArray();
        random.Shuffle(versions);

        await Parallel.ForEachAsync(
            versions,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (version, _) =>
            {
                var answer = await node.PutAsync($"/books/_doc/1?version={version}&version_type=external_gte", $$"""{"v":{{version}}}""");
                answer.Status.ShouldBeOneOf(200, 201, 409);
            }
        );

        (await node.GetAsync("/books/_doc/1")).Json["_version"]!.GetValue<int>().ShouldBe(200);
        (await node.GetAsync("/books/_source/1")).Text.ShouldBe("""{"v":200}""");
    }

    [Fact]
    public async Task Of_those_who_create_the_same_document_one_does()
    {
        await using var node = await TestNode.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => node.PutAsync("/books/_create/1", $$"""{"by":{{i}}}""")));

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Count(answer => answer.Status == 409).ShouldBe(19);
    }

    [Fact]
    public async Task Counting_up_with_sequence_numbers_loses_nothing()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books/_doc/1", """{"n":0}""")).ShouldBe(201);

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    for (var counted = 0; counted < 25; )
                    {
                        var read = (await node.GetAsync("/books/_doc/1")).Json;
                        var path = $"/books/_doc/1?if_seq_no={read["_seq_no"]}&if_primary_term={read["_primary_term"]}";
                        var next = read["_source"]!["n"]!.GetValue<int>() + 1;
                        counted += (await node.PutAsync(path, $$"""{"n":{{next}}}""")).Status == 200 ? 1 : 0;
                    }
                })
        );

        (await node.GetAsync("/books/_source/1")).Text.ShouldBe("""{"n":100}""");
    }

    [Fact]
    public async Task What_is_written_while_the_node_still_indexes_what_was_there_wins()
    {
        const int Documents = 6000;
        var directory = Directory.CreateTempSubdirectory("es-busy-").FullName;
        try
        {
            await using (var node = await TestNode.StartAsync(directory: directory))
            {
                for (var from = 0; from < Documents; from += 2000)
                {
                    var lines = Enumerable
                        .Range(from, 2000)
                        .SelectMany(i =>
                            (string[])
                                [$$$"""{"index":{"_id":"{{{i}}}"}}""", $$"""{"state":"old","text":"some words of the document {{i}}"}"""]
                        );
                    (await node.BulkAsync("/books/_bulk", [.. lines])).ShouldBe(200);
                }
            }

            await using var again = await TestNode.StartAsync(directory: directory);
            var changes = Enumerable
                .Range(0, Documents / 10)
                .SelectMany(i =>
                    i % 2 == 0
                        ? (string[])[$$$"""{"delete":{"_id":"{{{i * 10}}}"}}"""]
                        : [$$$"""{"index":{"_id":"{{{i * 10}}}"}}""", """{"state":"new"}"""]
                );
            (await again.BulkAsync("/books/_bulk", [.. changes])).ShouldBe(200).Json["errors"]!.GetValue<bool>().ShouldBeFalse();
            (await again.PostAsync("/books/_refresh")).ShouldBe(200);

            (await CountAsync("old")).ShouldBe(Documents - (Documents / 10));
            (await CountAsync("new")).ShouldBe(Documents / 20);
            (await again.CountAsync("books")).ShouldBe(Documents - (Documents / 20));

            async Task<int> CountAsync(string state) =>
                (
                    await again.PostAsync(
                        "/books/_count",
                        """{"query":{"term":{"state":"STATE"}}}""".Replace("STATE", state, StringComparison.Ordinal)
                    )
                )
                    .ShouldBe(200)
                    .Json["count"]!.GetValue<int>();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Indices_come_and_go_under_those_who_write_to_them()
    {
        await using var node = await TestNode.StartAsync();
        using var done = new CancellationTokenSource();
        var writers = Enumerable
            .Range(0, 4)
            .Select(async writer =>
            {
                var statuses = new HashSet<int>();
                for (var i = 0; !done.IsCancellationRequested; i++)
                    statuses.Add((await node.PutAsync($"/books/_doc/{writer}-{i % 50}", """{"n":1,"text":"x"}""")).Status);
                return statuses;
            })
            .ToArray();

        for (var i = 0; i < 30; i++)
            (await node.DeleteAsync("/books")).Status.ShouldBeOneOf(200, 404);

        await done.CancelAsync();
        foreach (var statuses in await Task.WhenAll(writers))
            statuses.ShouldBeSubsetOf([200, 201, 404]);
        (await node.GetAsync("/")).ShouldBe(200);
    }
}

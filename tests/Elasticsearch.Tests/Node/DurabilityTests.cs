using System.Diagnostics;

namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class DurabilityTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("es-durable-");

    [Fact]
    public async Task After_a_restart_everything_is_as_it_was()
    {
        string[] asked =
        [
            "/books,others/_mapping",
            "/books,others/_settings",
            "/_alias",
            "/_template",
            "/_index_template",
            "/_cluster/settings",
            "/books/_doc/1",
            "/books/_doc/2",
            "/books/_doc/3",
            "/_cat/indices?h=index,uuid,docs.count",
        ];
        var before = new List<string>();
        await using (var node = await TestNode.StartAsync(directory: directory.FullName))
        {
            (await node.PutAsync("/_template/t", """{"index_patterns":["o*"],"settings":{"number_of_replicas":0}}""")).ShouldBe(200);
            (await node.PutAsync("/_index_template/t", """{"index_patterns":["zzz"]}""")).ShouldBe(200);
            (await node.PutAsync("/_cluster/settings", """{"persistent":{"action.destructive_requires_name":false}}""")).ShouldBe(200);
            (
                await node.PutAsync(
                    "/books",
                    """{"settings":{"refresh_interval":"-1"},"mappings":{"properties":{"d":{"type":"date"}}},"aliases":{"lib":{}}}"""
                )
            ).ShouldBe(200);
            (await node.PutAsync("/gone/_doc/1", "{}")).ShouldBe(201);
            (await node.PutAsync("/books/_doc/1?routing=r", """{"new":"x"}""")).ShouldBe(201);
            (await node.PutAsync("/books/_doc/2?version=9&version_type=external", """{"d":"2024-01-01"}""")).ShouldBe(201);
            (await node.PutAsync("/books/_doc/3", """{"n":1}""")).ShouldBe(201);
            (await node.DeleteAsync("/books/_doc/3?version=20&version_type=external")).ShouldBe(200);
            (await node.PutAsync("/others/_doc/1?refresh=true", "{}")).ShouldBe(201);
            (await node.PutAsync("/books/_settings", """{"number_of_replicas":3}""")).ShouldBe(200);
            (await node.DeleteAsync("/gone")).ShouldBe(200);
            (await node.PostAsync("/books/_refresh")).ShouldBe(200);
            foreach (var path in asked)
                before.Add((await node.GetAsync(path)).Text);
        }

        await using var again = await TestNode.StartAsync(directory: directory.FullName);

        foreach (var (path, text) in asked.Zip(before))
            (await again.GetAsync(path)).Text.ShouldBe(text, path);
        (await again.GetAsync("/gone")).ShouldBe(404);
        (await again.PutAsync("/books/_doc/3?version=19&version_type=external", "{}")).ShouldBe(409);
        (await again.PutAsync("/books/_doc/4", "{}")).Json["_seq_no"]!.GetValue<int>().ShouldBe(4);
    }

    [Fact]
    public async Task A_snapshot_is_of_one_moment_while_writes_go_on()
    {
        var target = Path.Combine(directory.FullName, "snapshot");
        await using (var node = await TestNode.StartAsync(directory: Path.Combine(directory.FullName, "data")))
        {
            (await node.PutAsync("/books/_doc/0", """{"n":0}""")).ShouldBe(201);
            using var done = new CancellationTokenSource();
            var written = 1;
            var writing = Task.Run(async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    (await node.PutAsync($"/books/_doc/{written}", $$"""{"n":{{written}}}""")).ShouldBe(201);
                    written++;
                }
            });
            while (Volatile.Read(ref written) < 50)
                await Task.Yield();
            await node.Server.SnapshotAsync(target);
            await done.CancelAsync();
            await writing;
            await Should.ThrowAsync<IOException>(node.Server.SnapshotAsync(target));
        }

        await using var copy = await TestNode.StartAsync(directory: target);

        // One writer, one after another: whatever is there last, all before it is there too.
        var count = await copy.CountAsync("books");
        count.ShouldBeGreaterThanOrEqualTo(50);
        for (var i = 0; i < count; i++)
            (await copy.GetAsync($"/books/_source/{i}")).ShouldBe(200).Text.ShouldBe($$"""{"n":{{i}}}""");
    }

    [Fact]
    public async Task A_translog_that_is_mostly_garbage_is_written_anew_and_says_the_same()
    {
        var text = new string('x', 100_000);
        long after;
        await using (var node = await TestNode.StartAsync(directory: directory.FullName))
        {
            (await node.PutAsync("/books/_doc/kept", """{"n":1}""")).ShouldBe(201);
            (await node.PutAsync("/books/_doc/dead?version=7&version_type=external", "{}")).ShouldBe(201);
            (await node.DeleteAsync("/books/_doc/dead?version=8&version_type=external")).ShouldBe(200);
            for (var i = 0; i < 500; i++)
                (await node.PutAsync("/books/_doc/1", $$"""{"i":{{i}},"text":"{{text}}"}""")).Status.ShouldBeLessThan(300);
        }
        after = new FileInfo(Path.Combine(directory.FullName, "translog")).Length;
        after.ShouldBeLessThan(45_000_000);

        await using var again = await TestNode.StartAsync(directory: directory.FullName);

        (await again.GetAsync("/books/_doc/1")).Json["_source"]!["i"]!.GetValue<int>().ShouldBe(499);
        (await again.GetAsync("/books/_doc/1")).Json["_version"]!.GetValue<int>().ShouldBe(500);
        (await again.GetAsync("/books/_doc/kept")).ShouldBe(200);
        (await again.PutAsync("/books/_doc/dead?version=7&version_type=external", "{}")).ShouldBe(409);
        (await again.CountAsync("books")).ShouldBe(2);
    }

    [Fact]
    public async Task One_directory_has_one_node()
    {
        await using var node = await TestNode.StartAsync(directory: directory.FullName);

        var refusal = await Should.ThrowAsync<IOException>(TestNode.StartAsync(directory: directory.FullName));

        refusal.Message.ShouldContain($"in use by process {Environment.ProcessId}");
    }

    [Fact]
    public async Task A_port_that_is_taken_lets_go_of_the_directory()
    {
        await using var node = await TestNode.StartAsync();

        await Should.ThrowAsync<IOException>(TestNode.StartAsync(options => options with { Port = node.Server.Port }, directory.FullName));

        await using var free = await TestNode.StartAsync(directory: directory.FullName);
    }

    [Fact]
    public async Task Alone_it_says_where_it_is_and_ends_when_asked()
    {
        using var node = await ChildNode.StartAsync(directory.FullName);

        (await node.Client.GetStringAsync("/")).ShouldContain("8.18.0");

        (await node.TerminateAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_full_disk_refuses_writes_and_costs_nothing()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Not proved here: the limit on a file's size is the shell's ulimit.");
        // The limit is on a file's length, in blocks of 512 bytes or 1 KB: the translog ends within a few hundred documents.
        var engine = ChildNode.StartInfo("--port", "0", "--data", directory.FullName);
        var limited = new ProcessStartInfo(
            "bash",
            ["-c", "trap '' XFSZ; ulimit -f 2000; exec dotnet \"$@\"", "bash", .. engine.ArgumentList]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
        };
        var (acknowledged, refused) = (0, "");
        using (var node = await ChildNode.StartAsync(directory.FullName, limited))
        {
            for (var i = 0; refused.Length == 0 && i < 1000; i++)
            {
                using var content = new StringContent($$"""{"text":"{{new string('x', 10_000)}}"}""", null, "application/json");
                using var response = await node.Client.PutAsync($"/books/_doc/{i}", content);
                if (response.IsSuccessStatusCode)
                    acknowledged++;
                else
                    refused = await response.Content.ReadAsStringAsync();
            }
            refused.ShouldContain("cluster_block_exception");
            refused.ShouldContain("\"status\":429");
            (await node.Client.GetStringAsync($"/books/_source/{acknowledged - 1}")).ShouldContain("xxx");
            await node.KillAsync();
        }

        await using var again = await TestNode.StartAsync(directory: directory.FullName);

        (await again.CountAsync("books")).ShouldBe(acknowledged);
        (await again.PutAsync("/books/_doc/new", "{}")).ShouldBe(201);
    }

    [Fact]
    public async Task Beyond_its_memory_the_node_refuses_what_adds_and_does_the_rest()
    {
        await using var node = await TestNode.StartAsync(options => options with { MemoryBudget = 8 << 20 }, directory.FullName);
        var text = new string('x', 200_000);
        var count = 0;
        Answer answer;
        while ((answer = await node.PutAsync($"/books/_doc/{count}", $$"""{"text":"{{text}}"}""")).Status == 201)
            (++count).ShouldBeLessThan(100);

        answer.ShouldRefuse(429, "circuit_breaking_exception", "[parent] Data too large");
        var error = answer.Json["error"]!;
        error["bytes_limit"]!.GetValue<long>().ShouldBe(8 << 20);
        error["bytes_wanted"]!.GetValue<long>().ShouldBeGreaterThan(8 << 20);
        error["durability"]!.GetValue<string>().ShouldBe("PERMANENT");
        count.ShouldBeGreaterThan(3);
        (await node.BulkAsync("/books/_bulk", """{"index":{}}""", $$"""{"text":"{{text}}"}""")).ShouldBe(429);
        (await node.GetAsync("/books/_doc/0")).ShouldBe(200);
        (await node.PostAsync("/books/_refresh")).ShouldBe(200);
        (await node.CountAsync("books")).ShouldBe(count);
        (
            await node.BulkAsync(
                "/books/_bulk?refresh=true",
                [.. Enumerable.Range(0, count).Select(i => $$$"""{"delete":{"_id":"{{{i}}}"}}""")]
            )
        ).ShouldBe(200);

        // Room again, once nothing holds what was deleted.
        (await node.PutAsync("/books/_doc/again", $$"""{"text":"{{text}}"}""")).ShouldBe(201);
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(2, "--port", "many")]
    [InlineData(2, "--data")]
    [InlineData(2, "--what", "x")]
    [InlineData(2)]
    public async Task The_command_line_is_judged(int exit, params string[] arguments)
    {
        using var process = Process.Start(ChildNode.StartInfo(arguments))!;

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        process.ExitCode.ShouldBe(exit);
    }

    [Fact]
    public void Durations_are_read_as_Elasticsearch_writes_them()
    {
        TimeValue.Parse("1m", "x").ShouldBe(TimeSpan.FromMinutes(1));
        TimeValue.Parse("500ms", "x").ShouldBe(TimeSpan.FromMilliseconds(500));
        TimeValue.ParseInterval("-1", "x").ShouldBeNull();
        Should.Throw<ElasticsearchException>(() => TimeValue.Parse("5", "x"));
    }

    public void Dispose() => directory.Delete(recursive: true);
}

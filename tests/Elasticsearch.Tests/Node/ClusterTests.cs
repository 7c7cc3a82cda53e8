namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class ClusterTests
{
    [Fact]
    public async Task Health_is_yellow_while_replicas_have_no_place()
    {
        await using var node = await TestNode.StartAsync();
        (await node.GetAsync("/_cluster/health")).Json["status"]!.GetValue<string>().ShouldBe("green");
        (await node.PutAsync("/books")).ShouldBe(200);

        (await node.GetAsync("/_cluster/health?wait_for_status=yellow")).Json["status"]!.GetValue<string>().ShouldBe("yellow");
        var late = (await node.GetAsync("/_cluster/health?wait_for_status=green&timeout=10ms")).ShouldBe(408).Json;
        late["timed_out"]!.GetValue<bool>().ShouldBeTrue();

        var waiting = node.GetAsync("/_cluster/health?wait_for_status=green&level=indices");
        (await node.DeleteAsync("/books")).ShouldBe(200);
        (await waiting).ShouldBe(200).Json["status"]!.GetValue<string>().ShouldBe("green");
        (await node.GetAsync("/_cluster/health/none?timeout=10ms")).ShouldBe(408).Json["status"]!.GetValue<string>().ShouldBe("red");
    }

    [Fact]
    public async Task Tables_are_text_or_json()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books", """{"settings":{"number_of_replicas":0}}""")).ShouldBe(200);
        (await node.PutAsync("/books/_doc/1?refresh=true", "{}")).ShouldBe(201);
        (await node.PutAsync("/a", """{"aliases":{"lib":{"is_write_index":true}}}""")).ShouldBe(200);

        (await node.GetAsync("/_cat/indices?v&h=health,index,pri,docs.count&s=index:desc")).Text.ShouldBe(
            "health index pri docs.count\ngreen  books   1          1\nyellow a       1          0\n"
        );
        var json = (await node.GetAsync("/_cat/indices/books?format=json")).Json.AsArray();
        json.Count.ShouldBe(1);
        json[0]!["docs.count"]!.GetValue<string>().ShouldBe("1");
        (await node.GetAsync("/_cat/aliases?format=json")).Text.ShouldBe(
            """[{"alias":"lib","index":"a","filter":"-","routing.index":"-","routing.search":"-","is_write_index":"true"}]"""
        );
        (await node.GetAsync("/_cat/count/books?h=count")).Text.ShouldBe("1\n");
        (await node.GetAsync("/_cat/health?h=status,node.total")).Text.ShouldBe("yellow 1\n");
        (await node.GetAsync("/_cat/shards/books?h=index,prirep,state")).Text.ShouldBe("books p STARTED\n");
        foreach (var table in (string[])["nodes", "master", "templates", "indices"])
            (await node.GetAsync($"/_cat/{table}?v&help=false")).ShouldBe(200);
        (await node.GetAsync("/_cat/indices?s=nonsense")).Reason.ShouldContain("Unable to sort by unknown sort key `nonsense`");
    }

    [Fact]
    public async Task What_clients_ask_of_the_cluster_is_answered()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books")).ShouldBe(200);

        var http = (await node.GetAsync("/_nodes/_all/http")).ShouldBe(200).Json["nodes"]!.AsObject().Single().Value!["http"]!;
        http["publish_address"]!.GetValue<string>().ShouldBe($"127.0.0.1:{node.Server.Port}");
        foreach (
            var path in (string[])
                ["/_nodes", "/_nodes/http", "/_cluster/state", "/_cluster/stats", "/_license", "/_xpack", "/_stats", "/books/_stats"]
        )
            (await node.GetAsync(path)).ShouldBe(200);
        foreach (var path in (string[])["/_refresh", "/books/_refresh", "/_flush", "/books/_forcemerge", "/books/_cache/clear"])
            (await node.PostAsync(path)).ShouldBe(200).Json["_shards"]!["failed"]!.GetValue<int>().ShouldBe(0);
        (await node.PostAsync("/none/_refresh")).ShouldBe(404);
    }

    [Theory]
    [InlineData("POST", "/_reindex")]
    [InlineData("GET", "/_sql")]
    [InlineData("PUT", "/_ingest/pipeline/p")]
    [InlineData("POST", "/books/_close")]
    [InlineData("GET", "/_snapshot")]
    public async Task What_is_not_here_is_refused_by_name(string method, string path)
    {
        await using var node = await TestNode.StartAsync();

        (await node.SendAsync(method, path)).ShouldRefuse(400, "illegal_argument_exception", "is not supported by this engine");
    }
}

namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class DocumentTests
{
    [Fact]
    public async Task A_document_lives_and_dies()
    {
        await using var node = await TestNode.StartAsync();

        var created = (await node.PutAsync("/books/_doc/1", """{"title":"one"}""")).ShouldBe(201);
        created.Headers.Location!.OriginalString.ShouldBe("/books/_doc/1");
        created.Text.ShouldBe(
            """{"_index":"books","_id":"1","_version":1,"result":"created","_shards":{"total":2,"successful":1,"failed":0},"_seq_no":0,"_primary_term":1}"""
        );
        (await node.PutAsync("/books/_doc/1", """{"title":"two"}""")).ShouldBe(200).Json["result"]!.GetValue<string>().ShouldBe("updated");
        (await node.GetAsync("/books/_doc/1"))
            .ShouldBe(200)
            .Text.ShouldBe(
                """{"_index":"books","_id":"1","_version":2,"_seq_no":1,"_primary_term":1,"found":true,"_source":{"title":"two"}}"""
            );
        (await node.SendAsync("HEAD", "/books/_doc/1")).ShouldBe(200);
        (await node.GetAsync("/books/_source/1")).Text.ShouldBe("""{"title":"two"}""");
        (await node.DeleteAsync("/books/_doc/1")).ShouldBe(200).Json["_version"]!.GetValue<int>().ShouldBe(3);
        (await node.GetAsync("/books/_doc/1")).ShouldBe(404).Text.ShouldBe("""{"_index":"books","_id":"1","found":false}""");
        (await node.DeleteAsync("/books/_doc/1")).ShouldBe(404).Json["result"]!.GetValue<string>().ShouldBe("not_found");
        (await node.GetAsync("/books/_source/1")).ShouldRefuse(404, "resource_not_found_exception", "Document not found [books]/[1]");
        (await node.SendAsync("HEAD", "/books/_source/1")).ShouldBe(404);
        (await node.PutAsync("/books/_doc/1", "{}")).ShouldBe(201).Json["_version"]!.GetValue<int>().ShouldBe(5);
    }

    [Fact]
    public async Task Ids_are_made_and_may_be_anything_up_to_512_bytes()
    {
        await using var node = await TestNode.StartAsync();

        (await node.PostAsync("/books/_doc", "{}")).ShouldBe(201).Json["_id"]!.GetValue<string>().Length.ShouldBe(20);
        (await node.PutAsync($"/books/_doc/{Uri.EscapeDataString("가/나 +?%")}", "{}")).ShouldBe(201).Json["_id"]!
            .GetValue<string>()
            .ShouldBe("가/나 +?%");
        (await node.PutAsync($"/books/_doc/{new string('x', 512)}", "{}")).ShouldBe(201);
        (await node.PutAsync($"/books/_doc/{new string('x', 513)}", "{}")).ShouldRefuse(
            400,
            "action_request_validation_exception",
            "must be no longer than 512 bytes but was: 513"
        );
    }

    [Fact]
    public async Task Create_does_not_overwrite()
    {
        await using var node = await TestNode.StartAsync();

        (await node.PutAsync("/books/_create/1", "{}")).ShouldBe(201);
        foreach (var path in (string[])["/books/_create/1", "/books/_doc/1?op_type=create"])
            (await node.PutAsync(path, "{}")).ShouldRefuse(
                409,
                "version_conflict_engine_exception",
                "[1]: version conflict, document already exists (current version [1])"
            );
    }

    [Fact]
    public async Task Sequence_numbers_guard_against_what_came_between()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books/_doc/1", "{}")).ShouldBe(201);

        (await node.PutAsync("/books/_doc/1?if_seq_no=0&if_primary_term=1", "{}")).ShouldBe(200);
        (await node.PutAsync("/books/_doc/1?if_seq_no=0&if_primary_term=1", "{}")).ShouldRefuse(
            409,
            "version_conflict_engine_exception",
            "required seqNo [0], primary term [1]. current document has seqNo [1] and primary term [1]"
        );
        (await node.DeleteAsync("/books/_doc/1?if_seq_no=0&if_primary_term=1")).ShouldBe(409);
        (await node.PutAsync("/books/_doc/2?if_seq_no=0&if_primary_term=1", "{}")).ShouldRefuse(
            409,
            "version_conflict_engine_exception",
            "but no document was found"
        );
        (await node.PutAsync("/books/_doc/1?if_seq_no=0", "{}")).ShouldRefuse(400, "action_request_validation_exception", "ifSeqNo is set");
        (await node.PutAsync("/books/_doc/1?version=3", "{}")).ShouldRefuse(
            400,
            "action_request_validation_exception",
            "internal versioning can not be used"
        );
    }

    [Fact]
    public async Task External_versions_do_not_go_back_not_even_behind_a_deletion()
    {
        await using var node = await TestNode.StartAsync();

        (await node.PutAsync("/books/_doc/1?version=5&version_type=external", """{"v":5}""")).ShouldBe(201);
        (await node.PutAsync("/books/_doc/1?version=5&version_type=external", "{}")).ShouldRefuse(
            409,
            "version_conflict_engine_exception",
            "current version [5] is higher or equal to the one provided [5]"
        );
        (await node.PutAsync("/books/_doc/1?version=5&version_type=external_gte", """{"v":5}""")).ShouldBe(200);
        (await node.PutAsync("/books/_doc/1?version=4&version_type=external_gte", "{}")).ShouldRefuse(
            409,
            "version_conflict_engine_exception",
            "current version [5] is higher than the one provided [4]"
        );
        (await node.DeleteAsync("/books/_doc/1?version=7&version_type=external")).ShouldBe(200).Json["_version"]!
            .GetValue<int>()
            .ShouldBe(7);
        (await node.PutAsync("/books/_doc/1?version=6&version_type=external_gte", "{}")).ShouldBe(409);
        (await node.PutAsync("/books/_doc/1?version=8&version_type=external_gte", "{}")).ShouldBe(201);
    }

    [Fact]
    public async Task Updates_merge_and_say_when_nothing_changed()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books/_doc/1", """{"a":{"b":1,"c":2},"d":[1,2]}""")).ShouldBe(201);

        var updated = (await node.PostAsync("/books/_update/1?_source=true", """{"doc":{"a":{"b":3},"d":[9],"새":null}}"""))
            .ShouldBe(200)
            .Json;
        updated["get"]!["_source"]!.ToJsonString().ShouldBe("""{"a":{"b":3,"c":2},"d":[9],"\uC0C8":null}""");
        updated["_version"]!.GetValue<int>().ShouldBe(2);
        var noop = (await node.PostAsync("/books/_update/1", """{"doc":{"a":{"b":3}}}""")).ShouldBe(200).Json;
        noop["result"]!.GetValue<string>().ShouldBe("noop");
        noop["_version"]!.GetValue<int>().ShouldBe(2);
        (await node.PostAsync("/books/_update/1", """{"doc":{"a":{"b":3}},"detect_noop":false}""")).Json["_version"]!
            .GetValue<int>()
            .ShouldBe(3);
        (await node.PostAsync("/books/_update/2", """{"doc":{"a":1}}""")).ShouldRefuse(
            404,
            "document_missing_exception",
            "[2]: document missing"
        );
        (await node.PostAsync("/books/_update/2", """{"doc":{"x":1},"upsert":{"x":2}}""")).ShouldBe(201);
        (await node.GetAsync("/books/_source/2")).Text.ShouldBe("""{"x":2}""");
        (await node.PostAsync("/books/_update/3", """{"doc":{"x":1},"doc_as_upsert":true}""")).ShouldBe(201);
        (await node.PostAsync("/books/_update/1", """{"script":"ctx._source.x = 1"}""")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "[script] in an update"
        );
        (await node.PostAsync("/books/_update/1", "{}")).ShouldRefuse(
            400,
            "action_request_validation_exception",
            "script or doc is missing"
        );
        (await node.PostAsync("/books/_update/1", """{"what":1}""")).ShouldRefuse(400, "x_content_parse_exception", "unknown field [what]");
    }

    [Fact]
    public async Task Refresh_decides_when_a_document_is_found()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books", """{"settings":{"refresh_interval":"-1"}}""")).ShouldBe(200);
        (await node.PutAsync("/books/_doc/1", "{}")).ShouldBe(201);
        (await node.CountAsync("books")).ShouldBe(0);
        (await node.GetAsync("/books/_doc/1")).ShouldBe(200);

        (await node.PutAsync("/books/_doc/2?refresh=true", "{}")).Json["forced_refresh"]!.GetValue<bool>().ShouldBeTrue();
        (await node.CountAsync("books")).ShouldBe(2);
        var waiting = node.PutAsync("/books/_doc/3?refresh=wait_for", "{}");
        while ((await node.GetAsync("/books/_doc/3")).Status == 404)
            await Task.Yield();
        waiting.IsCompleted.ShouldBeFalse();
        (await node.PostAsync("/books/_refresh")).ShouldBe(200);
        (await waiting).ShouldBe(201);
        (await node.CountAsync("books")).ShouldBe(3);
        (await node.PutAsync("/books/_doc/4?refresh=maybe", "{}")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "Unknown value for refresh: [maybe]"
        );
    }

    [Fact]
    public async Task Without_a_word_an_index_is_refreshed_within_its_interval()
    {
        await using var node = await TestNode.StartAsync();

        (await node.PutAsync("/books/_doc/1?refresh=wait_for", "{}")).ShouldBe(201);

        (await node.CountAsync("books")).ShouldBe(1);
    }

    [Fact]
    public async Task Several_documents_are_read_at_once()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books/_doc/1?routing=r", """{"a":1,"b":2}""")).ShouldBe(201);

        var docs = (
            await node.PostAsync(
                "/_mget",
                """{"docs":[{"_index":"books","_id":"1","_source":["a"]},{"_index":"books","_id":"2"},{"_index":"none","_id":"1"}]}"""
            )
        )
            .ShouldBe(200)
            .Json["docs"]!.AsArray();

        docs[0]!["_source"]!.ToJsonString().ShouldBe("""{"a":1}""");
        docs[0]!["_routing"]!.GetValue<string>().ShouldBe("r");
        docs[1]!["found"]!.GetValue<bool>().ShouldBeFalse();
        docs[2]!["error"]!["type"]!.GetValue<string>().ShouldBe("index_not_found_exception");
        (await node.GetAsync("/books/_mget?_source=false")).ShouldBe(400);
        (await node.PostAsync("/books/_mget", """{"ids":["1"]}""")).Json["docs"]!.AsArray().Count.ShouldBe(1);
        (await node.GetAsync("/books/_doc/1?_source=b")).Json["_source"]!.ToJsonString().ShouldBe("""{"b":2}""");
        (await node.GetAsync("/books/_doc/1?_source_excludes=b")).Json["_source"]!.ToJsonString().ShouldBe("""{"a":1}""");
    }

    [Theory]
    [InlineData("", "parse_exception", "request body is required")]
    [InlineData("[1]", "document_parsing_exception", "failed to parse")]
    [InlineData("{\"a\":", "document_parsing_exception", "failed to parse")]
    [InlineData("{\"a\":1,\"a\":2}", "document_parsing_exception", "failed to parse")]
    [InlineData("{\"a\":\"\\ud800\"}", "document_parsing_exception", "failed to parse")]
    [InlineData("{\"\":1}", "document_parsing_exception", "field name cannot be an empty string")]
    [InlineData("{\"a..b\":1}", "document_parsing_exception", "field name cannot contain only whitespace")]
    public async Task What_is_no_document_is_refused(string body, string type, string why)
    {
        await using var node = await TestNode.StartAsync();

        (await node.PutAsync("/books/_doc/1", body.Length == 0 ? null : body)).ShouldRefuse(400, type, why);
        (await node.GetAsync("/books/_doc/1")).ShouldBe(404);
    }
}

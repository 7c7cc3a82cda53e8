using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class HttpTests
{
    [Fact]
    public async Task The_root_says_what_clients_ask_for()
    {
        await using var node = await TestNode.StartAsync(options => options with { ClusterName = "c", NodeName = "n" });

        var root = (await node.GetAsync("/")).ShouldBe(200).Json;

        root["version"]!["number"]!.GetValue<string>().ShouldBe("8.18.0");
        root["version"]!["build_flavor"]!.GetValue<string>().ShouldBe("default");
        root["tagline"]!.GetValue<string>().ShouldBe("You Know, for Search");
        root["cluster_name"]!.GetValue<string>().ShouldBe("c");
        root["name"]!.GetValue<string>().ShouldBe("n");
        root["cluster_uuid"]!.GetValue<string>().Length.ShouldBe(22);
        (await node.SendAsync("HEAD", "/")).ShouldBe(200).Text.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/missing", 404)]
    [InlineData("GET", "/missing/_doc/1", 404)]
    [InlineData("GET", "/_no/such/thing", 400)]
    [InlineData("POST", "/_cluster/health", 405)]
    [InlineData("POST", "/_reindex", 400)]
    public async Task Every_answer_names_the_product(string method, string path, int status)
    {
        await using var node = await TestNode.StartAsync();

        var answer = (await node.SendAsync(method, path)).ShouldBe(status);

        answer.Headers.GetValues("X-Elastic-Product").ShouldBe(["Elasticsearch"]);
    }

    [Fact]
    public async Task A_path_without_a_route_and_a_wrong_method_are_told_as_Elasticsearch_does()
    {
        await using var node = await TestNode.StartAsync();

        (await node.GetAsync("/_no/such/thing")).ShouldBe(400).Json["error"]!
            .GetValue<string>()
            .ShouldBe("no handler found for uri [/_no/such/thing] and method [GET]");
        var wrong = (await node.PostAsync("/_cat/indices")).ShouldBe(405);
        wrong.Json["error"]!.GetValue<string>().ShouldBe("Incorrect HTTP method for uri [/_cat/indices] and method [POST], allowed: [GET]");
        wrong.Content.Allow.ShouldBe(["GET"]);
    }

    [Fact]
    public async Task Unknown_parameters_are_refused_before_anything_is_done()
    {
        await using var node = await TestNode.StartAsync();

        (await node.PutAsync("/books/_doc/1?refesh=true", "{}")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "request [/books/_doc/1] contains unrecognized parameter: [refesh]"
        );
        (await node.GetAsync("/books")).ShouldBe(404);
        (await node.GetAsync("/_search?one=1&two=2")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "contains unrecognized parameters: [one], [two]"
        );
    }

    [Theory]
    [InlineData("application/vnd.elasticsearch+json; compatible-with=8", "application/vnd.elasticsearch+json; compatible-with=8")]
    [InlineData("application/vnd.elasticsearch+json; compatible-with=9", "application/vnd.elasticsearch+json; compatible-with=9")]
    [InlineData("application/vnd.elasticsearch+json;compatible-with=7", "application/vnd.elasticsearch+json; compatible-with=7")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    public async Task The_media_type_asked_for_is_the_one_answered(string accept, string answered)
    {
        await using var node = await TestNode.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        var answer = (await node.SendAsync(request)).ShouldBe(200);

        answer.Content.GetValues("Content-Type").ShouldBe([answered]);
    }

    [Theory]
    [InlineData("application/vnd.elasticsearch+json; compatible-with=6", 400)]
    [InlineData("text/html", 400)]
    [InlineData("application/yaml", 400)]
    public async Task A_media_type_that_is_not_written_is_refused(string accept, int status)
    {
        await using var node = await TestNode.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        (await node.SendAsync(request)).ShouldRefuse(status, "media_type_header_exception", "Invalid media-type value on headers [Accept]");
    }

    [Fact]
    public async Task Bodies_of_other_types_are_refused()
    {
        await using var node = await TestNode.StartAsync();

        (await node.SendAsync("PUT", "/books", "{}", "text/html")).ShouldBe(406).Json["error"]!
            .GetValue<string>()
            .ShouldBe("Content-Type header [text/html] is not supported");
        (await node.SendAsync("PUT", "/books", "{}", "application/cbor")).ShouldBe(415);
        var bare = new HttpRequestMessage(HttpMethod.Put, "/books") { Content = new ByteArrayContent("{}"u8.ToArray()) };
        (await node.SendAsync(bare)).ShouldBe(406).Json["error"]!.GetValue<string>().ShouldBe("Content-Type header is missing");
        (await node.GetAsync("/_cluster/health?format=yaml")).ShouldRefuse(400, "illegal_argument_exception", "[format=yaml]");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compressed_bodies_are_read(string encoding)
    {
        await using var node = await TestNode.StartAsync();

        (await node.SendAsync(Compressed("/books/_doc/1", encoding, """{"title":"작은 책"}"""u8.ToArray()))).ShouldBe(201);

        (await node.GetAsync("/books/_doc/1")).Json["_source"]!["title"]!.GetValue<string>().ShouldBe("작은 책");
    }

    [Fact]
    public async Task A_body_that_is_too_long_once_inflated_is_refused()
    {
        await using var node = await TestNode.StartAsync();

        var bomb = Compressed("/books/_doc/1", "gzip", new byte[(100 << 20) + 1]);

        (await node.SendAsync(bomb)).ShouldRefuse(413, "content_too_long_exception", "http.max_content_length");
        (await node.GetAsync("/")).ShouldBe(200);
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_encoding_says_is_refused()
    {
        await using var node = await TestNode.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Put, "/books/_doc/1")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        request.Content.Headers.ContentEncoding.Add("gzip");

        (await node.SendAsync(request)).ShouldRefuse(400, "illegal_argument_exception", "Content-Encoding");
    }

    [Fact]
    public async Task Large_answers_are_compressed_for_whoever_takes_them()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books/_doc/1", $$"""{"text":"{{new string('x', 5000)}}"}""")).ShouldBe(201);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/books/_doc/1");
        request.Headers.AcceptEncoding.Add(new("gzip"));

        using var response = await node.Client.SendAsync(request);

        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using var inflated = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        (await new StreamReader(inflated).ReadToEndAsync()).ShouldContain("xxxxx");
    }

    [Fact]
    public async Task Answers_are_pretty_when_asked_and_carry_the_opaque_id()
    {
        await using var node = await TestNode.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?pretty");
        request.Headers.Add("X-Opaque-Id", "mine");

        var answer = await node.SendAsync(request);

        answer.Text.ShouldStartWith("{\n  \"name\"");
        answer.Headers.GetValues("X-Opaque-Id").ShouldBe(["mine"]);
    }

    [Theory]
    [InlineData("version.number", """{"version":{"number":"8.18.0"}}""")]
    [InlineData("v*.n*", """{"version":{"number":"8.18.0"}}""")]
    [InlineData("**.number,tagline", """{"version":{"number":"8.18.0"},"tagline":"You Know, for Search"}""")]
    [InlineData("version,-version.build_*,-version.min*,-**.lucene_version", """{"version":{"number":"8.18.0"}}""")]
    [InlineData("nothing", "{}")]
    public async Task Filter_path_leaves_out_what_is_not_asked_for(string path, string expected)
    {
        await using var node = await TestNode.StartAsync();

        (await node.GetAsync($"/?filter_path={Uri.EscapeDataString(path)}")).Text.ShouldBe(expected);
    }

    [Fact]
    public async Task With_a_password_nobody_gets_in_without_it()
    {
        await using var node = await TestNode.StartAsync(options => options with { Password = "비밀:secret" });

        var refused = (await node.GetAsync("/")).ShouldRefuse(
            401,
            "security_exception",
            "missing authentication credentials for REST request [/]"
        );
        refused.Headers.WwwAuthenticate.First().Scheme.ShouldBe("Basic");
        refused.Headers.GetValues("X-Elastic-Product").ShouldBe(["Elasticsearch"]);
        (await WithBasic("elastic:wrong")).ShouldRefuse(401, "security_exception", "unable to authenticate user [elastic]");
        (await WithBasic("other:비밀:secret")).ShouldRefuse(401, "security_exception", "unable to authenticate user [other]");
        (await WithBasic("elastic:비밀:secret")).ShouldBe(200);

        async Task<Answer> WithBasic(string credentials)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
            return await node.SendAsync(request);
        }
    }

    private static HttpRequestMessage Compressed(string path, string encoding, byte[] body)
    {
        using var buffer = new MemoryStream();
        using (
            Stream zipping =
                encoding == "gzip"
                    ? new GZipStream(buffer, CompressionLevel.Fastest, true)
                    : new ZLibStream(buffer, CompressionLevel.Fastest, true)
        )
            zipping.Write(body);
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(buffer.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content.Headers.ContentEncoding.Add(encoding);
        return request;
    }
}

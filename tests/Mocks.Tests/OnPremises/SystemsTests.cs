using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Platform.Mocks.Tests.OnPremises;

public sealed class SystemsTests
{
    [Theory]
    [InlineData("/api/receive_data")]
    [InlineData("/api//receive_data")]
    public async Task Data_is_received_at_the_address_that_clients_build(string path)
    {
        await using var premises = await Premises.StartAsync();
        var (status, body) = await premises.PostAsync(path, new { status = "processed", id = 123 });
        (status, (string)body!["status"]!).ShouldBe((200, "received"));
        var (_, received) = await premises.GetAsync("/__admin/received");
        ((int)received![0]!["payload"]!["id"]!).ShouldBe(123);
    }

    [Fact]
    public async Task The_old_database_answers_each_row_beside_the_query_and_only_selects()
    {
        await using var premises = await Premises.StartAsync();
        var (status, rows) = await premises.PostAsync("/api/legacy/query", new { query = "SELECT * FROM users LIMIT 10" });
        status.ShouldBe(200);
        rows!.ToJsonString().ShouldBe("""[{"example":"data from onpremise DB","query":"SELECT * FROM users LIMIT 10"}]""");
        (await premises.PostAsync("/api/legacy/query", new { query = "drop table users" })).Status.ShouldBe(403);
        (await premises.PostAsync("/api/legacy/query", new { })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_file_is_put_read_in_parts_and_deleted()
    {
        await using var premises = await Premises.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        var (status, stored) = await premises.SendAsync(HttpMethod.Put, "/api/files/uploads/a%20b.bin", new ByteArrayContent(bytes));
        (status, (string)stored!["sha256"]!).ShouldBe((201, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        (await premises.Http.GetByteArrayAsync("/api/files/uploads/a%20b.bin")).ShouldBe(bytes);
        using var part = new HttpRequestMessage(HttpMethod.Get, "/api/files/uploads/a%20b.bin");
        part.Headers.Range = new(10, 19);
        using var answer = await premises.Http.SendAsync(part);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(bytes[10..20]);
        var (_, listed) = await premises.GetAsync("/api/files?prefix=uploads/");
        listed!["keys"]!.AsArray().Select(key => (string)key!).ShouldBe(["uploads/a b.bin"]);
        (await premises.SendAsync(HttpMethod.Delete, "/api/files/uploads/a%20b.bin", null)).Status.ShouldBe(204);
        (await premises.GetAsync("/api/files/uploads/a%20b.bin")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("/api/files/..%2Fsecret")]
    [InlineData("/api/files/a/.hidden")]
    [InlineData("/api/files/a//b")]
    public async Task A_key_leads_nowhere_else(string path)
    {
        await using var premises = await Premises.StartAsync();
        (await premises.SendAsync(HttpMethod.Put, path, new ByteArrayContent([1]))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_put_that_breaks_off_or_is_too_long_leaves_what_was_there()
    {
        await using var premises = await Premises.StartAsync(null, ("MaxFileBytes", "1000"));
        await premises.SendAsync(HttpMethod.Put, "/api/files/a", new ByteArrayContent([1, 2, 3]));
        (await premises.SendAsync(HttpMethod.Put, "/api/files/a", new ByteArrayContent(new byte[1001]))).Status.ShouldBe(413);
        using (var broken = new System.Net.Sockets.TcpClient("127.0.0.1", premises.Http.BaseAddress!.Port))
        {
            await broken
                .GetStream()
                .WriteAsync("PUT /api/files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nhalf of it"u8.ToArray());
        }
        (await premises.Http.GetByteArrayAsync("/api/files/a")).ShouldBe([1, 2, 3]);
        var (_, listed) = await premises.GetAsync("/api/files");
        listed!["keys"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_gpu_task_reads_its_input_and_calls_back_with_the_result()
    {
        await using var premises = await Premises.StartAsync();
        await using var caller = await Caller.StartAsync(failures: 2);
        await premises.SendAsync(HttpMethod.Put, "/api/files/in", new ByteArrayContent([1, 2, 3]));
        var task = new
        {
            job_id = "job-1",
            analysis_type = "inference",
            input_url = $"{premises.Url}/api/files/in",
            callback_url = caller.Url,
            callback_token = "token-of-job-1",
        };
        var (status, submitted) = await premises.PostAsync("/api/gpu/tasks", task, ("Idempotency-Key", "job-1"));
        (status, (string)submitted!["status"]!).ShouldBe((202, "task_submitted_to_onprem"));
        var (_, repeated) = await premises.PostAsync("/api/gpu/tasks", task, ("Idempotency-Key", "job-1"));
        var id = (string)submitted["task_id"]!;
        ((string)repeated!["task_id"]!).ShouldBe(id);

        var (authorization, outcome) = await caller.CalledAsync();
        authorization.ShouldBe("Bearer token-of-job-1");
        (((string)outcome["job_id"]!), ((string)outcome["status"]!)).ShouldBe(("job-1", "succeeded"));
        ((string)outcome["result"]!["sha256"]!).ShouldBe(Convert.ToHexStringLower(SHA256.HashData([1, 2, 3])));
        ((string)(await premises.GetAsync($"/api/gpu/tasks/{id}")).Body!["status"]!).ShouldBe("succeeded");
        ((long)(await premises.GetAsync($"/api/gpu/tasks/{id}/result")).Body!["size"]!).ShouldBe(3);
        (await premises.GetAsync("/api/gpu/tasks/none")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_gpu_task_that_fails_says_why()
    {
        await using var premises = await Premises.StartAsync();
        await using var caller = await Caller.StartAsync();
        await premises.PostAsync("/api/gpu/tasks", new { analysis_type = "fail", callback_url = caller.Url });
        var (_, outcome) = await caller.CalledAsync();
        ((string)outcome["status"]!).ShouldBe("failed");
        ((string)outcome["reason"]!).ShouldStartWith("ANALYSIS_FAILED");
        var id = (string)outcome["task_id"]!;
        (await premises.GetAsync($"/api/gpu/tasks/{id}/result")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task A_function_is_invoked_in_the_three_ways()
    {
        await using var premises = await Premises.StartAsync();
        await using var caller = await Caller.StartAsync();
        const string path = "/2015-03-31/functions/process-file/invocations";
        (await premises.PostAsync(path, new { }, ("X-Amz-Invocation-Type", "DryRun"))).Status.ShouldBe(204);
        var (status, answer) = await premises.PostAsync(path, new { s3_key = "uploads/a" });
        (status, (string)answer!["processed_by"]!).ShouldBe((200, "lambda:process-file"));
        (
            await premises.PostAsync(path, new { job_id = "7", callback_url = caller.Url }, ("X-Amz-Invocation-Type", "Event"))
        ).Status.ShouldBe(202);
        var (_, outcome) = await caller.CalledAsync();
        ((string)outcome["job_id"]!, (string)outcome["status"]!).ShouldBe(("7", "succeeded"));
    }

    [Fact]
    public async Task A_function_that_is_not_there_or_fails_says_so_as_Lambda_does()
    {
        await using var premises = await Premises.StartAsync();
        using var none = await premises.Http.PostAsync("/2015-03-31/functions/none/invocations", new StringContent("{}"));
        (none.StatusCode, none.Headers.GetValues("x-amzn-ErrorType").Single()).ShouldBe(
            (HttpStatusCode.NotFound, "ResourceNotFoundException")
        );
        using var failed = await premises.Http.PostAsync(
            "/2015-03-31/functions/process-file/invocations",
            new StringContent("""{"analysis_type":"fail"}""")
        );
        (failed.StatusCode, failed.Headers.GetValues("X-Amz-Function-Error").Single()).ShouldBe((HttpStatusCode.OK, "Unhandled"));
        using var garbled = await premises.Http.PostAsync("/2015-03-31/functions/process-file/invocations", new StringContent("{"));
        garbled.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Stubs_and_faults_lie_over_everything_the_file_store_too()
    {
        await using var premises = await Premises.StartAsync();
        var (stubbed, _) = await premises.PostAsync(
            "/__admin/mappings",
            new { request = new { method = "PUT", urlPathPattern = "/api/files/.*" }, response = new { status = 507 } }
        );
        stubbed.ShouldBe(201);
        (await premises.SendAsync(HttpMethod.Put, "/api/files/a", new ByteArrayContent([1]))).Status.ShouldBe(507);
        (await premises.GetAsync("/api/files/a")).Status.ShouldBe(404);
        await premises.SendAsync(HttpMethod.Put, "/__admin/faults", new StringContent("""{"status":503}"""));
        (await premises.PostAsync("/api/gpu/tasks", new { })).Status.ShouldBe(503);
        (await premises.SqsAsync("ListQueues", new { })).Status.ShouldBe(503);
        (await premises.GetAsync("/health")).Status.ShouldBe(200);
    }

    /// <summary>Whoever gave a task, waiting to be called back.</summary>
    private sealed class Caller : IAsyncDisposable
    {
        private readonly TaskCompletionSource<(string, JsonNode)> called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly WebApplication app = WebApplication
            .CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"])
            .Build();

        public string Url => app.Urls.First() + "/done";

        public static async Task<Caller> StartAsync(int failures = 0)
        {
            var caller = new Caller();
            caller.app.MapPost(
                "/done",
                async context =>
                {
                    if (failures-- > 0)
                    {
                        context.Response.StatusCode = 503;
                        return;
                    }
                    caller.called.TrySetResult(
                        (context.Request.Headers.Authorization.ToString(), (await JsonNode.ParseAsync(context.Request.Body))!)
                    );
                }
            );
            await caller.app.StartAsync();
            return caller;
        }

        public Task<(string Authorization, JsonNode Outcome)> CalledAsync() => called.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}

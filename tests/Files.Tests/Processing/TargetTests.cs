using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Files.Tests.Support;

namespace Files.Tests.Processing;

public sealed class TargetTests(Postgres postgres)
{
    [Fact]
    public async Task The_queue_brings_a_task_to_the_worker()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await landscape.StartWorkerAsync();
        var id = await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("processing", "queue"), ("analysis_type", "pdf_text"));
        var events = await landscape.Client.FollowAsync(id);
        ((string)events[0].Data["status"]!, (string)events[^1].Data["status"]!).ShouldBe(("QUEUED", "SUCCEEDED"));
        (await Landscape.AskAsync<string>(landscape.WorkerDatabase(), "select source from jobs")).ShouldBe("queue");
        // Deleted, not only hidden.
        await QueueEmptyAsync(landscape, "worker-tasks");
    }

    [Theory]
    [InlineData("function", true, "lambda:process-file")]
    [InlineData("function", false, "lambda:process-file")]
    [InlineData("gpu", true, "onprem-gpu")]
    [InlineData("gpu", false, "onprem-gpu")]
    public async Task A_function_and_the_GPU_read_the_file_and_tell_of_the_outcome(string target, bool calledBack, string by)
    {
        await using var landscape = await Landscape.StartAsync(postgres, calledBack ? [] : ["Processing:CallbackUrl="]);
        var id = await landscape.Client.StoreAsync(Sample.Png, "p.png", "image/png", ("processing", target));
        var file = await landscape.Client.ProcessedAsync(id);
        var processing = file["processing"]!;
        ((string)processing["status"]!, (string)processing["target"]!).ShouldBe(("SUCCEEDED", target), file.ToJsonString());
        var result = processing["result"]!;
        ((string)result["sha256"]!, (string)result["processedBy"]!).ShouldBe((Sample.Sha256(Sample.Png), by));
        ((string)result["note"]!).ShouldContain("nothing was inferred");
    }

    [Theory]
    [InlineData("function", true)]
    [InlineData("function", false)]
    [InlineData("gpu", false)]
    public async Task What_fails_there_fails_here_with_its_reason(string target, bool calledBack)
    {
        await using var landscape = await Landscape.StartAsync(postgres, calledBack ? [] : ["Processing:CallbackUrl="]);
        var id = await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("processing", target), ("analysis_type", "fail"));
        var last = (await landscape.Client.FollowAsync(id))[^1].Data;
        ((string)last["status"]!, (string)last["reason"]!).ShouldBe(("FAILED", "ANALYSIS_FAILED: the task asked for it"));
    }

    [Fact]
    public async Task Inference_is_the_GPUs_by_policy()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var file = await landscape.Client.ProcessedAsync(
            await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("analysis_type", "inference"))
        );
        ((string)file["processing"]!["target"]!).ShouldBe("gpu");
    }

    [Fact]
    public async Task A_function_that_never_tells_is_invoked_again_and_then_given_up()
    {
        await using var landscape = await Landscape.StartAsync(
            postgres,
            "Processing:FunctionTimeout=00:00:00.3",
            "Processing:MaxAttempts=2"
        );
        var id = await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("processing", "function"), ("analysis_type", "silent"));
        var last = (await landscape.Client.FollowAsync(id))[^1].Data;
        ((string)last["reason"]!).ShouldStartWith("NO_ANSWER: the function was invoked 2 times");
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("function")]
    [InlineData("gpu")]
    public async Task A_target_that_is_away_for_a_while_is_tried_again(string target)
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        if (target == "queue")
            await landscape.StartWorkerAsync();
        using var http = new HttpClient { BaseAddress = new(landscape.Premises.Urls.First()) };
        // Two answers of each kind are lost, as the mock's scenarios have it.
        var path = target switch
        {
            "queue" => "/",
            "gpu" => "/api/gpu/tasks",
            _ => "/2015-03-31/functions/process-file/invocations",
        };
        for (var i = 0; i < 2; i++)
        {
            using var stubbed = await http.PostAsJsonAsync(
                "/__admin/mappings",
                new
                {
                    scenarioName = "away",
                    requiredScenarioState = i == 0 ? "Started" : "Once",
                    newScenarioState = i == 0 ? "Once" : "Back",
                    request = new
                    {
                        method = "POST",
                        urlPath = path,
                        headers = target == "queue"
                            ? new Dictionary<string, object> { ["X-Amz-Target"] = new { equalTo = "AmazonSQS.SendMessage" } }
                            : [],
                    },
                    response = new { status = 503 },
                }
            );
            stubbed.StatusCode.ShouldBe(HttpStatusCode.Created);
        }
        var id = await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("processing", target));
        var events = await landscape.Client.FollowAsync(id);
        ((string)events[^1].Data["status"]!).ShouldBe("SUCCEEDED");
        events.Count(one => (string)one.Data["status"]! == "SUCCEEDED").ShouldBe(1);
    }

    [Fact]
    public async Task A_target_that_is_not_connected_is_refused_when_it_is_asked_for()
    {
        await using var landscape = await Landscape.StartAsync(postgres, "Processing:GpuEndpoint=");
        var (status, body) = await landscape.Client.UploadAsync("/files/uploadfile/", Sample.Text, "a.txt", null, ("processing", "gpu"));
        (status, (string)body!["detail"]!).ShouldBe((400, "processing: 'gpu' is not one of: function, queue, worker."));
        (status, body) = await landscape.Client.UploadAsync("/files/uploadfile/", Sample.Text, "a.txt", null, ("target", "moon"));
        (status, (string)body!["detail"]!).ShouldBe((400, "target: 'moon' is not one of: aws, oci, onpremises."));
        await Uploads.UploadTests.EmptyAsync(landscape);
    }

    [Fact]
    public async Task An_outcome_needs_its_jobs_token()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await landscape.Client.StoreAsync(Sample.Text);
        var job = await Landscape.AskAsync<Guid>(landscape.FilesDatabase(), "select id from jobs");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/internal/jobs/{job}/outcome")
        {
            Content = JsonContent.Create(new { status = "succeeded" }),
        };
        request.Headers.Authorization = new("Bearer", "guessed");
        using var refused = await landscape.Client.Http.SendAsync(request);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Landscape.AskAsync<string>(landscape.FilesDatabase(), "select status from jobs")).ShouldBe("QUEUED");
    }

    [Fact]
    public async Task A_message_of_the_queue_that_is_no_task_ends_among_its_dead_letters()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        using var http = new HttpClient { BaseAddress = new(landscape.Premises.Urls.First()) };
        await SqsAsync(http, "SendMessage", new { QueueUrl = "http://x/0/worker-tasks", MessageBody = "no task" });
        await landscape.StartWorkerAsync();
        var letter = await SqsAsync(http, "ReceiveMessage", new { QueueUrl = "http://x/0/worker-tasks-dlq", WaitTimeSeconds = 20 });
        letter.ShouldContain("no task");
    }

    private static async Task QueueEmptyAsync(Landscape landscape, string queue)
    {
        using var http = new HttpClient { BaseAddress = new(landscape.Premises.Urls.First()) };
        var attributes = await SqsAsync(
            http,
            "GetQueueAttributes",
            new { QueueUrl = $"http://x/0/{queue}", AttributeNames = new[] { "All" } }
        );
        attributes.ShouldContain("\"ApproximateNumberOfMessages\":\"0\"");
        attributes.ShouldContain("\"ApproximateNumberOfMessagesNotVisible\":\"0\"");
    }

    private static async Task<string> SqsAsync(HttpClient http, string action, object members)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(JsonSerializer.Serialize(members)) };
        request.Headers.Add("X-Amz-Target", $"AmazonSQS.{action}");
        using var answer = await http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}

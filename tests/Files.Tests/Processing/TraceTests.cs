using System.Collections.Concurrent;
using System.Diagnostics;
using Files.Tests.Support;

namespace Files.Tests.Processing;

public sealed class TraceTests(Postgres postgres)
{
    [Theory]
    [InlineData("worker")]
    [InlineData("queue")]
    public async Task An_upload_and_what_the_worker_does_with_it_are_one_trace(string processing)
    {
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source =>
                source.Name.StartsWith("Platform.", StringComparison.Ordinal) || source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var landscape = await Landscape.StartAsync(postgres);
        await landscape.StartWorkerAsync();
        using var gateway = await landscape.StartGatewayAsync();
        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/files/uploadfile/?processing={processing}")
        {
            Content = FilesClient.Form("file", [("a.txt", null, Sample.Text)], []),
        };
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var answer = await gateway.Http.SendAsync(request);
        var body = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        await landscape.Client.FollowAsync(FilesClient.IdOf(body));
        await Landscape.UntilAsync(landscape.WorkerDatabase(), "outbox", "not exists (select from outbox)");

        var names = seen.Where(one => one.TraceId == trace).Select(one => one.DisplayName).ToList();
        names.ShouldContain("process file", string.Join('\n', names));
    }
}

using System.Net;
using System.Text;
using Files.Tests.Support;
using Files.Tests.Uploads;

namespace Files.Tests.Edge;

public sealed class GatewayTests(Postgres postgres)
{
    [Theory]
    [InlineData("/api/v1/files/uploadfile/")]
    [InlineData("/files/uploadfile/")]
    [InlineData("/files/uploadfile")]
    public async Task A_file_larger_than_any_other_body_comes_through_and_is_processed(string path)
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await landscape.StartWorkerAsync();
        using var gateway = await landscape.StartGatewayAsync();
        var bytes = Encoding.UTF8.GetBytes(new string('x', 12_000_000));
        var (status, body) = await gateway.UploadAsync(path, bytes, "x.txt", "text/plain");
        status.ShouldBe(200, body?.ToJsonString());
        var id = FilesClient.IdOf(body!);
        (await gateway.FollowAsync(id)).Select(one => (string)one.Data["status"]!).ShouldBe(["QUEUED", "PROCESSING", "SUCCEEDED"]);
        (await Processing.WorkerTests.DownloadAsync(gateway, $"/api/v1/files/{id}/download")).ShouldBe(bytes);
    }

    [Fact]
    public async Task The_other_uploads_of_the_document_are_where_it_has_them()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        using var gateway = await landscape.StartGatewayAsync();
        foreach (var prefix in new[] { "", "/api/v1" })
        {
            (
                await gateway.PostAsync($"{prefix}/files/uploadfiles/", FilesClient.Form("files", [("a", null, Sample.Text)], []))
            ).Status.ShouldBe(200);
            (await gateway.UploadAsync($"{prefix}/music/upload_sheetmusic/", Sample.Text, "a", null)).Status.ShouldBe(200);
        }
        (await gateway.Http.GetStringAsync("/")).ShouldBe("""{"message":"Personal Data Assistant Backend is running!"}""");
        (await gateway.PostAsync("/internal/jobs/00000000-0000-0000-0000-000000000000/outcome", new StringContent("{}"))).Status.ShouldBe(
            404
        );
        (await gateway.GetAsync("/openapi/files.json")).Body!["paths"]!
            .AsObject()
            .Select(path => path.Key)
            .ShouldContain("/api/v1/files/uploadfile");
    }

    [Fact]
    public async Task The_gateway_has_a_limit_of_its_own()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        using var gateway = await landscape.StartGatewayAsync("Gateway:MaxUploadBytes=3000000");
        (await gateway.UploadAsync("/files/uploadfile/", Sample.PdfOf(2_900_000), "a.pdf", null)).Status.ShouldBe(200);
        (await gateway.UploadAsync("/files/uploadfile/", Sample.PdfOf(3_100_000), "a.pdf", null)).Status.ShouldBe(413);
        // Everything else stays as small as it was.
        using var large = new ByteArrayContent(new byte[1_100_000]);
        (await gateway.PostAsync("/api/v1/files/", large)).Status.ShouldBe(413);
    }

    [Theory]
    [InlineData("aws")]
    [InlineData("onpremises")]
    public async Task An_upload_that_breaks_off_at_the_gateway_leaves_nothing_behind_it(string target)
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        using var gateway = await landscape.StartGatewayAsync();
        await UploadTests.BreakOffAsync(landscape, gateway.Url, $"/files/uploadfile/?target={target}", 10_000_000);
        await Landscape.UntilAsync(landscape.FilesDatabase(), "orphans", "not exists (select from orphans)");
        await UploadTests.EmptyAsync(landscape);
    }

    [Fact]
    public async Task An_upload_is_sent_once_whatever_its_headers_say()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        using var gateway = await landscape.StartGatewayAsync("services:files:http:0=http://127.0.0.1:1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/files/uploadfile/")
        {
            Content = FilesClient.Form("file", [("a.txt", null, Sample.Text)], []),
        };
        request.Headers.Add("Idempotency-Key", "would-be-kept-whole");
        using var answer = await gateway.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task A_listener_that_comes_back_gets_what_it_missed_and_is_sent_away_at_the_end()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        using var gateway = await landscape.StartGatewayAsync();
        var id = await landscape.Client.StoreAsync(Sample.Text);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using (var listening = await gateway.ListenAsync(id, null, limit.Token))
        {
            listening.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            listening.Response.Content.Headers.ContentEncoding.ShouldBeEmpty();
            await foreach (var (first, _) in listening.EventsAsync(limit.Token))
            {
                // Arrives while the stream goes on: nobody collects it on the way.
                first.ShouldBe(1);
                break;
            }
        }
        await landscape.StartWorkerAsync();
        var missed = await gateway.FollowAsync(id, last: 1);
        missed.Select(one => one.Id).ShouldBe([2, 3]);
        (await gateway.FollowAsync(id, last: 2)).Select(one => (string)one.Data["status"]!).ShouldBe(["SUCCEEDED"]);
        await using var over = await gateway.ListenAsync(id, 3, limit.Token);
        over.Response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await gateway.GetAsync($"/api/v1/files/{Guid.NewGuid()}/events")).Status.ShouldBe(404);
        (await gateway.GetAsync($"/api/v1/files/{id}/events?lastEventId=x")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Whoever_listens_to_a_file_that_is_deleted_is_told()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        using var gateway = await landscape.StartGatewayAsync();
        var id = await landscape.Client.StoreAsync(Sample.Text);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var listening = await gateway.ListenAsync(id, 1, limit.Token);
        await gateway.Http.DeleteAsync($"/api/v1/files/{id}", limit.Token);
        var told = new List<string>();
        await foreach (var (_, data) in listening.EventsAsync(limit.Token))
            told.Add(data.ToJsonString());
        told.ShouldBe(["{}"]);
    }

    [Fact]
    public async Task A_file_on_the_premises_is_streamed_in_parts_too()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        using var gateway = await landscape.StartGatewayAsync();
        var id = await landscape.Client.StoreAsync(Sample.Text, "글.txt", null, ("target", "onpremises"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/files/{id}/download");
        request.Headers.Range = new(1, 5);
        using var answer = await gateway.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Sample.Text[1..6]);
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("글.txt");
        var (_, url) = await gateway.GetAsync($"/api/v1/files/{id}/download?redirect=false");
        ((string)url!["url"]!).ShouldBe($"/api/v1/files/{id}/download");
    }
}

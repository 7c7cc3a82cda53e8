using System.Net;
using System.Text;
using Files.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Files.Tests.Uploads;

public sealed class UploadTests(Postgres postgres)
{
    [Theory]
    [InlineData("/api/v1/files/uploadfile/")]
    [InlineData("/files/uploadfile/")]
    public async Task One_file_is_stored_and_answered_in_the_documents_words(string path)
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var (status, body) = await landscape.Client.UploadAsync(path, Sample.Text, "글.txt", "text/plain");
        status.ShouldBe(200, body?.ToJsonString());
        body!.AsObject().Select(member => member.Key).ShouldBe(["message", "s3_url", "s3_key"]);
        ((string)body["message"]!).ShouldBe("파일 '글.txt'이 성공적으로 업로드 및 저장되었습니다.");
        ((string)body["s3_key"]!).ShouldMatch("^uploads/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.txt$");
        ((string)body["s3_url"]!).ShouldEndWith($"/files/{(string)body["s3_key"]!}");

        var (_, file) = await landscape.Client.GetAsync($"/api/v1/files/{FilesClient.IdOf(body)}");
        ((string)file!["fileName"]!, (string)file["contentType"]!, (string)file["target"]!).ShouldBe(("글.txt", "text/plain", "aws"));
        ((string)file["sha256"]!, (long)file["size"]!).ShouldBe((Sample.Sha256(Sample.Text), Sample.Text.Length));
        using var stored = await landscape.Aws.GetObjectAsync("files", (string)body["s3_key"]!);
        using var reader = new StreamReader(stored.ResponseStream, Encoding.UTF8);
        (await reader.ReadToEndAsync()).ShouldBe(Encoding.UTF8.GetString(Sample.Text));
        stored.Headers.ContentType.ShouldBe("text/plain");
    }

    [Fact]
    public async Task Of_many_files_each_succeeds_or_fails_by_itself()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var (status, body) = await landscape.Client.UploadManyAsync(
            ("one.txt", "text/plain", Sample.Text),
            ("liar.png", "image/png", Sample.Text),
            ("two.png", "image/png", Sample.Png)
        );
        status.ShouldBe(200);
        var files = body!["uploaded_files"]!.AsArray();
        files.Select(file => (string)file!["filename"]!).ShouldBe(["one.txt", "liar.png", "two.png"]);
        files.Select(file => (string)file!["status"]!).ShouldBe(["success", "failed", "success"]);
        files[0]!.AsObject().Select(member => member.Key).ShouldBe(["filename", "s3_url", "s3_key", "status"]);
        files[1]!.AsObject().Select(member => member.Key).ShouldBe(["filename", "status", "detail"]);
        ((string)files[1]!["detail"]!).ShouldContain("image/png");
        (await Landscape.ContentOfAsync(landscape.Aws, "files")).Keys.Count.ShouldBe(2);
        ((int)(await landscape.Client.GetAsync("/api/v1/files")).Body!["total"]!).ShouldBe(2);
    }

    [Fact]
    public async Task Sheet_music_takes_its_options_behind_the_file_as_the_document_sends_them()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Sample.PdfOf(500)), "file", "test_file.pdf");
        form.Add(new StringContent("midi"), "output_format");
        form.Add(new StringContent("true"), "translate_shakespearean");
        var (status, body) = await landscape.Client.PostAsync("/music/upload_sheetmusic/", form);
        status.ShouldBe(200, body?.ToJsonString());
        ((string)body!["message"]!).ShouldBe("Sheet music uploaded and processing requested.");
        ((string)body["output_format"]!, (bool)body["translate_shakespearean"]!).ShouldBe(("midi", true));
        var (_, found) = await landscape.Client.GetAsync((string)body["status_url"]!);
        ((string)found!["status"]!).ShouldBe("QUEUED");
    }

    [Theory]
    [InlineData("output_format", "vinyl")]
    [InlineData("translate_shakespearean", "verily")]
    public async Task Sheet_music_with_an_option_that_makes_no_sense_is_refused_and_nothing_stays(string option, string value)
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var (status, body) = await landscape.Client.UploadAsync("/music/upload_sheetmusic/", Sample.Text, "a.txt", null, (option, value));
        (status, (string)body!["code"]!).ShouldBe((400, "bad_form"));
        using var behind = new MultipartFormDataContent();
        behind.Add(new ByteArrayContent(Sample.Text), "file", "a.txt");
        behind.Add(new StringContent(value), option);
        (await landscape.Client.PostAsync("/music/upload_sheetmusic/", behind)).Status.ShouldBe(400);
        await EmptyAsync(landscape);
    }

    [Theory]
    [InlineData("image/png", "type_mismatch")]
    [InlineData("application/pdf", "type_mismatch")]
    [InlineData("text/html", "unsupported_type")]
    public async Task A_type_that_is_a_lie_or_not_taken_is_refused(string declared, string code)
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var (status, body) = await landscape.Client.UploadAsync("/api/v1/files/uploadfile/", Sample.Text, "a", declared);
        (status, (string)body!["code"]!).ShouldBe((415, code));
        await EmptyAsync(landscape);
    }

    [Fact]
    public async Task A_program_is_refused_whatever_it_is_called()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        byte[] program = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0];
        var (status, body) = await landscape.Client.UploadAsync("/api/v1/files/uploadfile/", program, "a.pdf", null);
        (status, (string)body!["code"]!).ShouldBe((415, "unsupported_type"));
    }

    [Theory]
    [InlineData(2_000_000, "aws")]
    [InlineData(20_000_000, "aws")]
    [InlineData(20_000_000, "onpremises")]
    public async Task A_file_that_turns_out_too_long_is_refused_and_nothing_of_it_stays(int length, string target)
    {
        await using var landscape = await Landscape.StartAsync(postgres, $"Uploads:MaxFileBytes={length - 1}");
        var (status, body) = await landscape.Client.UploadAsync(
            $"/api/v1/files/uploadfile/?target={target}",
            Sample.PdfOf(length),
            "a.pdf",
            "application/pdf"
        );
        (status, (string)body!["code"]!).ShouldBe((413, "too_large"));
        await EmptyAsync(landscape);
    }

    [Fact]
    public async Task A_request_that_is_no_form_or_has_no_file_is_refused_by_name()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        (await landscape.Client.PostAsync("/api/v1/files/uploadfile/", new ByteArrayContent([1, 2, 3]))).Status.ShouldBe(415);
        var (status, body) = await landscape.Client.PostAsync("/api/v1/files/uploadfile/", FilesClient.Form("file", [], [("a", "b")]));
        (status, (string)body!["code"]!).ShouldBe((400, "no_file"));
        (status, body) = await landscape.Client.PostAsync(
            "/api/v1/files/uploadfile/",
            FilesClient.Form("other", [("a", null, Sample.Text)], [])
        );
        (status, (string)body!["detail"]!).ShouldBe((400, "A file stands in the field 'other', not in 'file'."));
        await EmptyAsync(landscape);
    }

    [Theory]
    [InlineData("aws", 100)]
    [InlineData("aws", 20_000_000)]
    [InlineData("oci", 9_000_000)]
    [InlineData("onpremises", 3_000_000)]
    public async Task An_upload_that_breaks_off_leaves_nothing(string target, int sent)
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await BreakOffAsync(landscape, landscape.FilesUrl, $"/files/uploadfile/?target={target}", sent);
        // The service notices in its own time: it is done when no orphan is left of the one that was expected.
        await Landscape.UntilAsync(landscape.FilesDatabase(), "orphans", "not exists (select from orphans)");
        await EmptyAsync(landscape);
    }

    [Fact]
    public async Task A_form_that_ends_within_a_file_leaves_nothing()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var text = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf of it";
        using var content = new StringContent(text);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        var (status, body) = await landscape.Client.PostAsync("/files/uploadfile/", content);
        (status, (string)body!["code"]!).ShouldBe((400, "broken_off"));
        await EmptyAsync(landscape);
    }

    [Fact]
    public async Task Many_files_of_which_the_last_breaks_off_leave_nothing()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var text =
            "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nwhole\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"b.txt\"\r\n\r\nhalf";
        using var content = new StringContent(text);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        (await landscape.Client.PostAsync("/files/uploadfiles/", content)).Status.ShouldBe(400);
        await EmptyAsync(landscape);
    }

    [Fact]
    public async Task What_a_killed_service_was_storing_is_removed_by_another()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var (process, url) = await landscape.RunProcessAsync("Files");
        using (await BeginAsync(landscape, url, "/files/uploadfile/", 20_000_000))
        {
            // SIGKILL: no last words.
            process.Kill();
            await process.WaitForExitAsync();
        }
        // Hours later, as far as the database knows: whoever is left looks.
        await Landscape.AskAsync<string>(
            landscape.FilesDatabase(),
            """
            update orphans set due_at = now() - interval '1 minute' returning pg_notify('deadlines', '2020-01-01T00:00:00.0000000Z')::text
            """
        );
        await Landscape.UntilAsync(landscape.FilesDatabase(), "orphans", "not exists (select from orphans)");
        await EmptyAsync(landscape);
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_in_the_documents_words()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await using var broken = await FailingAsync();
        await landscape.AbortAsync(landscape.Files);
        await landscape.StartFilesAsync($"services:on-premises:http:0={broken.Urls.First()}");
        var (status, body) = await landscape.Client.UploadAsync("/files/uploadfile/?target=onpremises", Sample.Text, "a.txt", null);
        (status, (string)body!["detail"]!).ShouldBe((500, "파일을 S3에 업로드하는 데 실패했습니다."));
        (status, body) = await landscape.Client.PostAsync(
            "/files/uploadfiles/?target=onpremises",
            FilesClient.Form("files", [("a.txt", null, Sample.Text)], [])
        );
        status.ShouldBe(200);
        body!
            .ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .ShouldBe("""{"uploaded_files":[{"filename":"a.txt","status":"failed","detail":"S3 업로드 실패"}]}""");
        ((int)(await landscape.Client.GetAsync("/api/v1/files")).Body!["total"]!).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_is_listed_shown_and_deleted_with_all_that_belongs_to_it()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var id = await landscape.Client.StoreAsync(Sample.Png, "p.png", "image/png");
        var (_, list) = await landscape.Client.GetAsync("/api/v1/files?status=QUEUED&target=aws&pageSize=5");
        ((int)list!["total"]!, (string)list["items"]![0]!["id"]!).ShouldBe((1, id.ToString()));
        (await landscape.Client.GetAsync("/api/v1/files?status=LOST")).Status.ShouldBe(400);
        (await landscape.Client.Http.DeleteAsync($"/api/v1/files/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await landscape.Client.GetAsync($"/api/v1/files/{id}")).Status.ShouldBe(404);
        (await landscape.Client.Http.DeleteAsync($"/api/v1/files/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Landscape.UntilAsync(landscape.FilesDatabase(), "orphans", "not exists (select from orphans)");
        await EmptyAsync(landscape);
    }

    internal static async Task EmptyAsync(Landscape landscape)
    {
        var (keys, uploads) = await Landscape.ContentOfAsync(landscape.Aws, "files");
        (keys.Count, uploads.Count).ShouldBe((0, 0));
        (keys, uploads) = await Landscape.ContentOfAsync(landscape.Oci, "oci-files");
        (keys.Count, uploads.Count).ShouldBe((0, 0));
        (await landscape.PremisesKeysAsync()).ShouldBeEmpty();
        (await Landscape.AskAsync<long>(landscape.FilesDatabase(), "select count(*) from files")).ShouldBe(0);
        (await Landscape.AskAsync<long>(landscape.FilesDatabase(), "select count(*) from orphans")).ShouldBe(0);
    }

    /// <summary>Sends so many bytes of a large upload, then is gone.</summary>
    internal static async Task BreakOffAsync(Landscape landscape, string url, string path, int sent)
    {
        using var client = await BeginAsync(landscape, url, path, sent);
        client.Client.LingerState = new(true, 0);
    }

    /// <summary>Sends the head of a large upload and so many bytes of it; returns when the service has begun to store it.</summary>
    private static async Task<System.Net.Sockets.TcpClient> BeginAsync(Landscape landscape, string url, string path, int sent)
    {
        var address = new Uri(url);
        var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        var head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 50000000\r\n\r\n{head}"
            )
        );
        await stream.WriteAsync(Sample.PdfOf(sent));
        // Less than that is only looked at, not stored yet.
        if (sent > 4096)
            await Landscape.UntilAsync(landscape.FilesDatabase(), "orphans", "exists (select from orphans)");
        return client;
    }

    private static async Task<WebApplication> FailingAsync()
    {
        var app = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]).Build();
        app.Run(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}

using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class FileTests(SharedGraph shared) : GraphTest(shared)
{
    [Theory]
    [InlineData("aws")]
    [InlineData("oci")]
    [InlineData("onpremises")]
    public async Task A_file_is_uploaded_processed_and_its_result_downloaded(string target)
    {
        const string Text = "한글 한 줄.\nAnd another.\n";

        var (_, id) = await UploadAsync("note.txt", "text/plain", Encoding.UTF8.GetBytes(Text), $"?target={target}");

        (await SucceededAsync(id)).ShouldAllBe(job => job == 1);
        (await Gateway.GetStringAsync($"/api/v1/files/{id}/results/text.txt")).ShouldBe(Text);
        (await Gateway.GetStringAsync($"/api/v1/files/{id}/download")).ShouldBe(Text);
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("function")]
    [InlineData("gpu")]
    public async Task Whoever_processes_a_file_its_outcome_comes_back(string processing)
    {
        var (_, id) = await UploadAsync("note.txt", "text/plain", "One line.\n"u8.ToArray(), $"?processing={processing}");

        await SucceededAsync(id);

        var file = JsonNode.Parse(await Gateway.GetStringAsync($"/api/v1/files/{id}"))!;
        ((string)file["processing"]!["target"]!).ShouldBe(processing);
        ((long)file["processing"]!["result"]!["size"]!).ShouldBe(10);
    }

    [Fact]
    public async Task The_requirements_own_upload_answers_in_its_words()
    {
        var (answer, _) = await UploadAsync("악보.txt", "text/plain", "la la la\n"u8.ToArray());

        ((string)answer["message"]!).ShouldBe("파일 '악보.txt'이 성공적으로 업로드 및 저장되었습니다.");
        ((string)answer["s3_key"]!).ShouldMatch("^uploads/[0-9a-f-]{36}\\.txt$");
        ((string)answer["s3_url"]!).ShouldEndWith((string)answer["s3_key"]!);
    }

    [Fact]
    public async Task A_worker_that_is_killed_in_the_middle_of_its_jobs_loses_none()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var picture = LargePicture();
        var ids = new List<Guid>();
        var workerDb = (await Graph.App.GetConnectionStringAsync("workerdb"))!;
        // Listening before the first of them comes: the picture takes some tenths of a second, and the claim is heard of at once.
        var killed = KillWhenClaimedAsync();
        for (var file = 0; file < 3; file++)
        {
            ids.Add((await UploadAsync("large.png", "image/png", picture)).Id);
        }

        await killed;
        await Graph
            .App.ResourceNotifications.WaitForResourceAsync("worker", KnownResourceStates.TerminalStates, cancellation)
            .WaitAsync(Graph.Patience, cancellation);
        var started = await Graph.App.ResourceCommands.ExecuteCommandAsync("worker", "start", cancellation);

        started.Success.ShouldBeTrue(started.Message);
        (await SucceededAsync([.. ids])).Sum().ShouldBeGreaterThan(ids.Count);
        foreach (var id in ids)
        {
            using var thumbnail = await Gateway.GetAsync($"/api/v1/files/{id}/results/thumbnail.png", cancellation);
            thumbnail.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        async Task KillWhenClaimedAsync()
        {
            // One of these jobs: another test's upload may still be under way, and its job is not the one to be killed.
            await Watched.UntilAsync(
                workerDb,
                "jobs",
                "exists (select from jobs where status = 'RUNNING' and task->>'file_name' = 'large.png')"
            );
            foreach (var worker in Graph.ProcessIds("worker"))
            {
                using var process = System.Diagnostics.Process.GetProcessById(worker);
                process.Kill();
            }
        }
    }

    private async Task<(JsonNode Answer, Guid Id)> UploadAsync(string name, string type, byte[] content, string query = "")
    {
        using var file = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var form = new MultipartFormDataContent { { file, "file", name } };
        using var response = await Gateway.PostAsync($"/files/uploadfile/{query}", form, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return (JsonNode.Parse(text)!, Guid.Parse(Path.GetFileName(response.Headers.Location!.ToString())));
    }

    /// <summary>Returns the number of attempts that each took.</summary>
    private async Task<IReadOnlyList<int>> SucceededAsync(params Guid[] ids)
    {
        var filesDb = (await Graph.App.GetConnectionStringAsync("filesdb"))!;
        var list = string.Join(',', ids.Select(id => $"'{id}'"));
        await Watched.UntilAsync(
            filesDb,
            "jobs",
            $"not exists (select from jobs where file_id in ({list}) and status not in ('SUCCEEDED', 'FAILED'))"
        );
        var attempts = new List<int>();
        foreach (var id in ids)
        {
            var status = await Answer.SendAsync(Gateway, new(HttpMethod.Get, $"/api/v1/files/{id}/status"));
            status.With(HttpStatusCode.OK).Text("status").ShouldBe("SUCCEEDED", status.ToString());
            attempts.Add((int)status.Number("attempts"));
        }
        return attempts;
    }

    /// <summary>A gray PNG of 36 megapixels: small to send, a while to scale.</summary>
    private static byte[] LargePicture()
    {
        const int Side = 6000;
        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n"u8, 0x1a, 0x0a]);
        Chunk(png, "IHDR"u8, [.. Number(Side), .. Number(Side), 8, 0, 0, 0, 0]);
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(new byte[(Side + 1) * Side]);
        }
        Chunk(png, "IDAT"u8, pixels.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();

        static byte[] Number(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

        static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, byte[] content)
        {
            png.Write(Number(content.Length));
            byte[] checkedBytes = [.. type, .. content];
            png.Write(checkedBytes);
            png.Write(Number((int)Crc32(checkedBytes)));
        }

        static uint Crc32(byte[] bytes)
        {
            var crc = ~0u;
            foreach (var one in bytes)
            {
                crc ^= one;
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
                }
            }
            return ~crc;
        }
    }
}

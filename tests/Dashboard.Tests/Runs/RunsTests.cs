using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dashboard.Tests.Otlp;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Runs;

namespace Dashboard.Tests.Runs;

public sealed class RunsTests : IDisposable
{
    private const string Trace = "00000000000000000000000000000007";
    private readonly string directory = Directory.CreateTempSubdirectory("runs-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_has_ended_opens_in_the_next_with_all_three_signals()
    {
        var id = await RecordAsync();
        await using var dashboard = await StartAsync();
        var runs = (await dashboard.Http.GetFromJsonAsync<JsonElement>("/api/runs", Cancel)).GetProperty("items").EnumerateArray().ToList();
        runs.Single(run => run.GetProperty("id").GetString() == id).GetProperty("isCurrent").GetBoolean().ShouldBeFalse();
        (await dashboard.Http.GetStringAsync($"/api/telemetry/traces/{Trace}?run={id}", Cancel)).ShouldContain("POST /orders");
        (await dashboard.Http.GetStringAsync($"/api/telemetry/logs?run={id}", Cancel)).ShouldContain("refused");
        dashboard.Get<IRuns>().Open(id).Metrics.Taken.ShouldBe(1);
        (await dashboard.Http.GetAsync($"/api/telemetry/traces/{Trace}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_run_whose_process_was_killed_opens_up_to_the_last_chunk_that_was_written()
    {
        string id;
        await using (var dashboard = await StartAsync())
        {
            Send(dashboard);
            dashboard.Get<RunRecorder>().Flush(open: true);
            id = dashboard.Get<RunArchive>().CurrentId;
            // As the disk is at that moment, and a chunk half written.
            var copy = Path.Combine(directory, id + "-killed");
            Directory.CreateDirectory(copy);
            foreach (var file in Directory.GetFiles(Path.Combine(directory, id)))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }
            var frames = Directory.GetFiles(copy, "traces-*.frames").Single();
            var written = await File.ReadAllBytesAsync(frames, Cancel);
            await File.WriteAllBytesAsync(frames, [.. written, .. written[..(written.Length / 2)]], Cancel);
            id += "-killed";
        }
        await using var next = await StartAsync();
        (await next.Http.GetStringAsync($"/api/telemetry/traces/{Trace}?run={id}", Cancel)).ShouldContain("POST /orders");
    }

    [Fact]
    public async Task Damaged_files_are_refused_with_their_name_and_can_be_removed()
    {
        var id = await RecordAsync();
        var frames = Directory.GetFiles(Path.Combine(directory, id), "traces-*.frames").Single();
        var bytes = await File.ReadAllBytesAsync(frames, Cancel);
        await using var dashboard = await StartAsync();
        foreach (var position in new[] { 0, 5, 9, 13, 20, bytes.Length - 1 })
        {
            var damaged = bytes.ToArray();
            damaged[position] ^= 0x55;
            await File.WriteAllBytesAsync(frames, damaged, Cancel);
            var answer = await dashboard.Http.GetAsync($"/api/telemetry/spans?run={id}", Cancel);
            if (answer.IsSuccessStatusCode)
            {
                // A length that points beyond the end cannot be told from a frame that was cut off.
                position.ShouldBeOneOf(5);
                dashboard.Get<RunArchive>().Close(id);
                continue;
            }
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain(Path.GetFileName(frames));
        }
        (await dashboard.Http.DeleteAsync($"/api/runs/{id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Directory.Exists(Path.Combine(directory, id)).ShouldBeFalse();
    }

    [Fact]
    public async Task Export_wipe_and_import_give_the_same_screens()
    {
        await using var dashboard = await StartAsync();
        Send(dashboard);
        string[] screens = [$"/api/telemetry/traces/{Trace}", "/api/telemetry/logs", "/api/telemetry/spans", "/api/traces", "/api/logs"];
        var before = new Dictionary<string, string>();
        foreach (var screen in screens)
        {
            before[screen] = await dashboard.Http.GetStringAsync(screen, Cancel);
        }
        var zip = await dashboard.Http.GetByteArrayAsync("/api/export", Cancel);
        (await dashboard.Http.DeleteAsync("/api/telemetry", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await dashboard.Http.GetStringAsync("/api/telemetry/spans", Cancel)).ShouldBe("{}");

        var imported = await ImportAsync(dashboard, zip, "a colleague's.zip");
        (
            imported.GetProperty("spans").GetInt64(),
            imported.GetProperty("logs").GetInt64(),
            imported.GetProperty("metrics").GetInt64()
        ).ShouldBe((2, 1, 1));
        var id = imported.GetProperty("id").GetString();
        foreach (var screen in screens)
        {
            (await dashboard.Http.GetStringAsync($"{screen}?run={id}", Cancel)).ShouldBe(before[screen]);
        }
    }

    [Fact]
    public async Task What_is_not_selected_is_not_in_the_export()
    {
        await using var dashboard = await StartAsync();
        Send(dashboard);
        var zip = await dashboard.Http.GetByteArrayAsync("/api/export?select=payments:logs&select=ordering:traces", Cancel);
        using var archive = new ZipArchive(new MemoryStream(zip));
        archive.Entries.Select(entry => entry.FullName).ShouldBe(["traces/0001.json", "logs/0001.json"]);
        using var reader = new StreamReader(archive.GetEntry("traces/0001.json")!.Open());
        var traces = await reader.ReadToEndAsync(Cancel);
        traces.ShouldContain("POST /orders");
        traces.ShouldNotContain("confirm");
        var wrong = await dashboard.Http.GetAsync("/api/export?select=payments", Cancel);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var choices = await dashboard.Http.GetStringAsync("/api/export/choices", Cancel);
        choices.ShouldContain("""{"resource":"payments","data":["traces","logs"]}""");
    }

    [Fact]
    public async Task Json_as_collectors_write_it_is_imported_and_anything_else_refused()
    {
        await using var dashboard = await StartAsync();
        const string Line =
            """{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeSpans":[{"spans":[{"traceId":"00000000000000000000000000000009","spanId":"0000000000000001","name":"buy","startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000001000000000"}]}]}]}""";
        var imported = await ImportAsync(dashboard, Encoding.UTF8.GetBytes(Line + "\n" + Line + "\n"), "collector.jsonl");
        imported.GetProperty("spans").GetInt64().ShouldBe(2);
        var runs = (await dashboard.Http.GetFromJsonAsync<JsonElement>("/api/runs", Cancel)).GetProperty("items").EnumerateArray().ToList();
        runs.Single(run => run.GetProperty("isImported").GetBoolean()).GetProperty("startedAt").GetDouble().ShouldBe(1_700_000_000_000);

        foreach (var junk in new[] { "", "no json", "{\"a\":1}", "PK no zip", "{\"resourceSpans\":[{\"scopeSpans\":7}]}" })
        {
            var refused = await dashboard.Http.PostAsync(
                "/api/import?name=junk",
                new ByteArrayContent(Encoding.UTF8.GetBytes(junk)),
                Cancel
            );
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, junk);
            (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("junk");
        }
        Directory.GetDirectories(directory).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Ids_that_are_paths_are_no_runs()
    {
        await using var dashboard = await StartAsync();
        foreach (var id in new[] { "nothing", "..", "..%2F..%2Fetc", "a/b" })
        {
            (await dashboard.Http.GetAsync($"/api/telemetry/spans?run={id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await dashboard.Http.DeleteAsync($"/api/runs/{id}", Cancel)).StatusCode.ShouldBeOneOf(
                HttpStatusCode.NotFound,
                HttpStatusCode.MethodNotAllowed
            );
        }
    }

    [Fact]
    public async Task The_oldest_runs_make_room_for_the_next()
    {
        for (var run = 0; run < 12; run++)
        {
            var files = new RunFiles(Path.Combine(directory, $"old-{run:00}"), new RunLimits());
            files.WriteInfo(new RunInfo($"old-{run:00}", "old", DateTimeOffset.UnixEpoch.AddDays(run)));
            files.Dispose();
        }
        await using var dashboard = await StartAsync();
        dashboard.Get<RunArchive>().MakeRoom();
        var kept = dashboard.Get<RunArchive>().List();
        kept.Count.ShouldBe(10);
        kept.ShouldContain(row => row.IsCurrent);
        kept.ShouldNotContain(row => row.Id == "old-00");
        kept.ShouldContain(row => row.Id == "old-11");
    }

    [Fact]
    public void A_run_that_grows_too_large_drops_its_oldest_files()
    {
        using var files = new RunFiles(Path.Combine(directory, "large"), new RunLimits(BytesPerRun: 200_000, BytesPerFile: 20_000));
        var content = new byte[10_000];
        for (var part = 0; part < 100; part++)
        {
            Random.Shared.NextBytes(content);
            content[0] = (byte)part;
            files.Append("traces", content);
        }
        files.Bytes.ShouldBeLessThanOrEqualTo(200_000);
        var parts = files.Read("traces").Select(part => part[0]).ToList();
        parts.Count.ShouldBeGreaterThan(10);
        parts[^1].ShouldBe((byte)99);
        parts.ShouldBeInOrder();
    }

    [Fact]
    public async Task What_is_cleared_is_gone_on_disk_too()
    {
        await using var dashboard = await StartAsync();
        Send(dashboard);
        dashboard.Get<RunRecorder>().Flush(open: true);
        (await dashboard.Http.DeleteAsync("/api/telemetry?resource=payments", Cancel)).EnsureSuccessStatusCode();
        var opened = dashboard.Get<RunArchive>().Open(dashboard.Get<RunArchive>().CurrentId);
        opened.Spans.Services().ShouldBe(["ordering"]);
        opened.Logs.Services().ShouldBeEmpty();
        (await dashboard.Http.GetStringAsync("/api/telemetry/spans", Cancel)).ShouldNotContain("confirm");
        (await dashboard.Http.DeleteAsync("/api/telemetry?signal=nothing", Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private Task<TestDashboard> StartAsync() => TestDashboard.StartAsync(TestDashboard.Options with { RunsDirectory = directory });

    private async Task<string> RecordAsync()
    {
        await using var dashboard = await StartAsync();
        Send(dashboard);
        return dashboard.Get<RunArchive>().CurrentId;
    }

    private static void Send(TestDashboard dashboard)
    {
        var sink = dashboard.Get<ITelemetrySink>();
        Telemetry.Spans("ordering", Telemetry.Span("POST /orders", trace: 7, id: 1, took: 20, error: true)).Send(sink);
        Telemetry
            .Spans(
                "payments",
                Telemetry.Span("confirm", trace: 7, id: 2, parent: 1, at: 5, took: 3, attributes: [("attempt", 3), ("memo", "결제")])
            )
            .Send(sink);
        Telemetry.Logs("payments", Telemetry.Log("refused", severity: 17, trace: 7, span: 2, attributes: ("OrderId", 42))).Send(sink);
        Telemetry.Metrics("ordering", Telemetry.Sum("orders", Telemetry.Point(5, at: 10))).Send(sink);
    }

    private static async Task<JsonElement> ImportAsync(TestDashboard dashboard, byte[] file, string name)
    {
        var answer = await dashboard.Http.PostAsync($"/api/import?name={Uri.EscapeDataString(name)}", new ByteArrayContent(file), Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }
}

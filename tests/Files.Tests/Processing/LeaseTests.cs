using System.Text.Json.Nodes;
using Files.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Platform.FileStores.Messages;
using Worker.Jobs;

namespace Files.Tests.Processing;

public sealed class LeaseTests(Postgres postgres)
{
    [Fact]
    public async Task A_worker_killed_in_the_middle_of_a_job_loses_nothing()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await using var gate = await StoreGate.StartAsync(landscape.Premises);
        var (process, _) = await landscape.RunProcessAsync("Worker", $"services:on-premises:http:0={gate.Url}", "Worker:Lease=00:00:02");
        var id = await landscape.Client.StoreAsync(Sample.Png, "p.png", "image/png", ("target", "onpremises"));
        await gate.ArrivedAsync();
        // SIGKILL: no last words.
        process.Kill();
        await process.WaitForExitAsync();
        await landscape.StartWorkerAsync("Worker:Lease=00:00:02");

        var events = await landscape.Client.FollowAsync(id);
        events.Select(one => (string)one.Data["status"]!).ShouldBe(["QUEUED", "PROCESSING", "PROCESSING", "SUCCEEDED"]);
        ((int)events[^1].Data["attempts"]!).ShouldBe(2);
        (await Landscape.AskAsync<long>(landscape.WorkerDatabase(), "select token from jobs")).ShouldBe(2);
        var (_, file) = await landscape.Client.GetAsync($"/api/v1/files/{id}");
        ((string)file!["processing"]!["result"]!["sha256"]!).ShouldBe(Sample.Sha256(Sample.Png));
    }

    [Fact]
    public async Task A_job_that_takes_longer_than_its_lease_is_renewed_and_stays_with_its_worker()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await using var gate = await StoreGate.StartAsync(landscape.Premises);
        await landscape.StartWorkerAsync($"services:on-premises:http:0={gate.Url}", "Worker:Lease=00:00:01");
        var id = await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("target", "onpremises"));
        await gate.ArrivedAsync();
        // Another worker is there and would take the job as soon as its lease ran out.
        await landscape.StartWorkerAsync("Worker:Lease=00:00:01");
        var first = await Landscape.AskAsync<DateTime>(landscape.WorkerDatabase(), "select lease_until from jobs");
        await Landscape.UntilAsync(
            landscape.WorkerDatabase(),
            "jobs",
            $"(select lease_until > timestamptz '{first.ToUniversalTime():O}' + interval '2 seconds' from jobs)"
        );
        gate.Open();
        var events = await landscape.Client.FollowAsync(id);
        events.Select(one => (string)one.Data["status"]!).ShouldBe(["QUEUED", "PROCESSING", "SUCCEEDED"]);
        (await Landscape.AskAsync<long>(landscape.WorkerDatabase(), "select token from jobs")).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_that_stops_gives_its_job_back_at_once()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await using var gate = await StoreGate.StartAsync(landscape.Premises);
        // So long a lease that nobody would see its end.
        var first = await landscape.StartWorkerAsync($"services:on-premises:http:0={gate.Url}", "Worker:Lease=01:00:00");
        var id = await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("target", "onpremises"));
        await gate.ArrivedAsync();
        await first.StopAsync();
        await landscape.StartWorkerAsync();
        var events = await landscape.Client.FollowAsync(id);
        ((string)events[^1].Data["status"]!, (int)events[^1].Data["attempts"]!).ShouldBe(("SUCCEEDED", 1));
    }

    [Fact]
    public async Task Whoever_lost_a_job_writes_nothing_any_more()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        // Both look on only: the jobs are claimed by hand.
        var one = await landscape.StartWorkerAsync("Worker:Concurrency=1");
        var jobs = one.Services.GetRequiredService<JobTable>();
        await one.StopAsync();
        await using (var connection = landscape.WorkerDatabase())
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await jobs.AcceptAsync(transaction, Task(), "kafka", CancellationToken.None);
            await jobs.AcceptAsync(transaction, Task(), "queue", CancellationToken.None);
            await transaction.CommitAsync();
        }
        var slow = (await jobs.ClaimAsync(CancellationToken.None)).ShouldNotBeNull();
        (await jobs.ClaimAsync(CancellationToken.None)).ShouldBeNull();
        await Landscape.AskAsync<long>(landscape.WorkerDatabase(), "update jobs set due_at = now() - interval '1 second' returning token");
        var quick = (await jobs.ClaimAsync(CancellationToken.None)).ShouldNotBeNull();
        quick.Token.ShouldBe(slow.Token + 1);
        (await jobs.RenewAsync(slow, CancellationToken.None)).ShouldBeNull();
        (await jobs.FinishAsync(slow, JobStatus.Succeeded, null, new(), CancellationToken.None)).ShouldBeFalse();
        (await jobs.RetryAsync(slow, "late", DateTime.UtcNow, CancellationToken.None)).ShouldBeFalse();
        (await jobs.GiveUpAsync(slow, "late", CancellationToken.None)).ShouldBeFalse();
        (await jobs.FinishAsync(quick, JobStatus.Succeeded, null, new(), CancellationToken.None)).ShouldBeTrue();
        (await jobs.FinishAsync(quick, JobStatus.Failed, "again", new(), CancellationToken.None)).ShouldBeFalse();

        static ProcessingTask Task() =>
            new()
            {
                JobId = Guid.Parse("00000000-0000-0000-0000-00000000000a"),
                FileId = Guid.Parse("00000000-0000-0000-0000-00000000000b"),
                Kind = "file",
                StoredOn = "aws",
                SourceBucket = "files",
                S3Key = "uploads/a",
                FileName = "a",
                ContentType = "text/plain",
            };
    }

    [Fact]
    public async Task Many_workers_share_many_jobs_and_each_job_is_done_once()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        for (var i = 0; i < 3; i++)
            await landscape.StartWorkerAsync("Worker:Concurrency=3");
        var ids = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(i => landscape.Client.StoreAsync(Sample.Text, $"{i}.txt", null, ("processing", i % 2 == 0 ? "worker" : "queue")))
        );
        foreach (var id in ids)
            (await landscape.Client.FollowAsync(id)).Count(one => (string)one.Data["status"]! == "SUCCEEDED").ShouldBe(1);
        (
            await Landscape.AskAsync<long>(landscape.WorkerDatabase(), "select count(*) from jobs where attempts = 1 and status = 'DONE'")
        ).ShouldBe(24);
    }

    [Fact]
    public async Task What_fails_for_a_while_is_tried_again()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await using var gate = await StoreGate.StartAsync(landscape.Premises, read => read <= 2 ? 500 : 0);
        await landscape.StartWorkerAsync($"services:on-premises:http:0={gate.Url}");
        var id = await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("target", "onpremises"));
        var events = await landscape.Client.FollowAsync(id);
        ((string)events[^1].Data["status"]!, (int)events[^1].Data["attempts"]!).ShouldBe(("SUCCEEDED", 3));
        gate.Reads.ShouldBe(3);
    }

    [Fact]
    public async Task What_always_fails_is_given_up_aloud()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await using var gate = await StoreGate.StartAsync(landscape.Premises, _ => 500);
        await landscape.StartWorkerAsync($"services:on-premises:http:0={gate.Url}", "Worker:MaxAttempts=3");
        var id = await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("target", "onpremises"));
        var last = (await landscape.Client.FollowAsync(id))[^1].Data;
        ((string)last["status"]!, (int)last["attempts"]!).ShouldBe(("FAILED", 3));
        ((string)last["reason"]!).ShouldStartWith("GAVE_UP: 3 attempts; the last failure was: HttpRequestException");
        gate.Reads.ShouldBe(3);
        var letter = JsonNode.Parse(WorkerTests.Read(landscape, JobTable.DeadLetters, 1)[0].Message.Value)!;
        ((string)letter["task"]!["file_id"]!, (int)letter["attempts"]!).ShouldBe((id.ToString(), 3));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_not_looked_for_again()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await using var gate = await StoreGate.StartAsync(landscape.Premises, _ => 404);
        await landscape.StartWorkerAsync($"services:on-premises:http:0={gate.Url}");
        var id = await landscape.Client.StoreAsync(Sample.Text, "a.txt", null, ("target", "onpremises"));
        var last = (await landscape.Client.FollowAsync(id))[^1].Data;
        ((string)last["reason"]!).ShouldStartWith("FILE_GONE: ");
        gate.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_kills_its_workers_is_given_up_too()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var worker = await landscape.StartWorkerAsync("Worker:Concurrency=1");
        await landscape.AbortAsync(worker);
        var id = await landscape.Client.StoreAsync(Sample.Text);
        await landscape.StartWorkerAsync("Worker:MaxAttempts=0");
        var last = (await landscape.Client.FollowAsync(id))[^1].Data;
        ((string)last["reason"]!).ShouldBe("GAVE_UP: 0 attempts; the workers that had it died");
    }
}

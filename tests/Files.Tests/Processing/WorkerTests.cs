using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Files.Tests.Support;

namespace Files.Tests.Processing;

public sealed class WorkerTests(Postgres postgres)
{
    [Fact]
    public async Task A_file_is_processed_and_its_result_downloaded()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await landscape.StartWorkerAsync();
        var id = await landscape.Client.StoreAsync(Sample.Png, "p.png", "image/png");
        var events = await landscape.Client.FollowAsync(id);
        events.Select(one => one.Id).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events.Select(one => (string)one.Data["status"]!).ShouldBe(["QUEUED", "PROCESSING", "SUCCEEDED"]);

        var (_, file) = await landscape.Client.GetAsync($"/api/v1/files/{id}");
        var result = file!["processing"]!["result"]!;
        ((string)result["sha256"]!, (long)result["size"]!).ShouldBe((Sample.Sha256(Sample.Png), Sample.Png.Length));
        ((string)result["detectedType"]!, (string)result["processedBy"]!).ShouldBe(("image/png", "worker"));
        var artifact = result["artifacts"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)artifact["key"]!).ShouldStartWith($"results/{(string)file["processing"]!["id"]!}/");
        var thumbnail = await DownloadAsync(landscape.Client, $"/api/v1/files/{id}/results/{(string)artifact["name"]!}");
        thumbnail[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        (await DownloadAsync(landscape.Client, $"/api/v1/files/{id}/download")).ShouldBe(Sample.Png);
    }

    [Theory]
    [InlineData("aws")]
    [InlineData("oci")]
    [InlineData("onpremises")]
    public async Task Wherever_a_file_is_stored_its_result_is_written_beside_it(string target)
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await landscape.StartWorkerAsync();
        var id = await landscape.Client.StoreAsync(Sample.Png, "p.png", "image/png", ("target", target));
        var file = await landscape.Client.ProcessedAsync(id);
        ((string)file["target"]!, (string)file["processing"]!["status"]!).ShouldBe((target, "SUCCEEDED"), file.ToJsonString());
        var key = (string)file["processing"]!["result"]!["artifacts"]![0]!["key"]!;
        var keys = target switch
        {
            "aws" => (await Landscape.ContentOfAsync(landscape.Aws, "files")).Keys,
            "oci" => (await Landscape.ContentOfAsync(landscape.Oci, "oci-files")).Keys,
            _ => await landscape.PremisesKeysAsync(),
        };
        keys.ShouldBe([key, (string)file["key"]!]);
        if (target == "oci")
            ((string)file["url"]!).ShouldBe($"oci://oci-files/{(string)file["key"]!}");
        (await DownloadAsync(landscape.Client, $"/api/v1/files/{id}/download")).ShouldBe(Sample.Png);

        (await landscape.Client.Http.DeleteAsync($"/api/v1/files/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Landscape.UntilAsync(landscape.FilesDatabase(), "orphans", "not exists (select from orphans)");
        await Uploads.UploadTests.EmptyAsync(landscape);
    }

    [Fact]
    public async Task What_cannot_be_extracted_is_refused_by_name_and_still_hashed()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await landscape.StartWorkerAsync();
        var file = await landscape.Client.ProcessedAsync(await landscape.Client.StoreAsync(Sample.Webp, "a.webp", "image/webp"));
        ((string)file["processing"]!["status"]!).ShouldBe("FAILED");
        ((string)file["processing"]!["reason"]!).ShouldStartWith("UNSUPPORTED_TYPE: image/webp");
        ((string)file["processing"]!["result"]!["sha256"]!).ShouldBe(Sample.Sha256(Sample.Webp));
        ((int)file["processing"]!["attempts"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Sheet_music_is_answered_by_a_file_that_says_what_it_is()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await landscape.StartWorkerAsync();
        var (_, uploaded) = await landscape.Client.UploadAsync(
            "/music/upload_sheetmusic/",
            Sample.PdfOf(200),
            "s.pdf",
            null,
            ("output_format", "midi"),
            ("translate_shakespearean", "true")
        );
        var file = await landscape.Client.ProcessedAsync(FilesClient.IdOf(uploaded!));
        ((string)file["processing"]!["status"]!).ShouldBe("SUCCEEDED");
        var result = file["processing"]!["result"]!;
        ((string)result["properties"]!["canned"]!).ShouldBe("true");
        var midi = await DownloadAsync(
            landscape.Client,
            $"/api/v1/files/{(string)file["id"]!}/results/{(string)result["artifacts"]![0]!["name"]!}"
        );
        Encoding.ASCII.GetString(midi).ShouldContain("no optical music recognition");
    }

    [Fact]
    public async Task A_task_that_comes_again_and_out_of_order_takes_effect_once()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
            ids.Add(await landscape.Client.StoreAsync(Sample.Text));
        await Landscape.UntilAsync(landscape.FilesDatabase(), "outbox", "not exists (select from outbox)");
        // All tasks once more, in the other order, as events that no inbox has seen: twice before the worker is there, once after.
        var tasks = Read(landscape, "files.tasks", 3);
        await RepeatAsync(landscape, "files.tasks", [.. tasks.AsEnumerable().Reverse(), .. tasks]);
        await landscape.StartWorkerAsync();
        foreach (var id in ids)
            await landscape.Client.FollowAsync(id);
        await RepeatAsync(landscape, "files.tasks", tasks);
        await Landscape.UntilAsync(landscape.WorkerDatabase(), "inbox", "(select count(*) from inbox) = 12");
        (
            await Landscape.AskAsync<long>(landscape.WorkerDatabase(), "select count(*) from jobs where attempts = 1 and status = 'DONE'")
        ).ShouldBe(3);
        await Landscape.UntilAsync(landscape.WorkerDatabase(), "outbox", "not exists (select from outbox)");
        Read(landscape, "files.results", 6).Count(one => Status(one) == "SUCCEEDED").ShouldBe(3);

        // Outcomes again, in the other order: what has ended does not begin again.
        var outcomes = Read(landscape, "files.results", 6);
        await RepeatAsync(landscape, "files.results", [.. outcomes.AsEnumerable().Reverse()]);
        await Landscape.UntilAsync(landscape.FilesDatabase(), "inbox", "(select count(*) from inbox) = 12");
        foreach (var id in ids)
            (await landscape.Client.FollowAsync(id, 0))
                .Select(one => (string)one.Data["status"]!)
                .ShouldBe(["QUEUED", "PROCESSING", "SUCCEEDED"]);
    }

    [Fact]
    public async Task A_message_that_is_no_task_goes_to_the_dead_letters_and_holds_nothing_up()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        await landscape.StartWorkerAsync();
        var garbled = new Message<string, byte[]>
        {
            Key = "x",
            Value = "{\"job_id\":\"none\"}"u8.ToArray(),
            Headers = new() { { "ce_type", "file.processing_requested"u8.ToArray() }, { "ce_id", "1"u8.ToArray() } },
        };
        using (var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = landscape.Kafka }).Build())
        {
            for (var partition = 0; partition < 3; partition++)
                await producer.ProduceAsync(new TopicPartition("files.tasks", partition), garbled);
        }
        var file = await landscape.Client.ProcessedAsync(await landscape.Client.StoreAsync(Sample.Text));
        ((string)file["processing"]!["status"]!).ShouldBe("SUCCEEDED");
        Read(landscape, "files.tasks.worker.dlq", 3).Count.ShouldBe(3);
    }

    internal static async Task<byte[]> DownloadAsync(FilesClient client, string path)
    {
        using var answer = await client.Http.GetAsync(path);
        if (answer.StatusCode == HttpStatusCode.OK)
            return await answer.Content.ReadAsByteArrayAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        using var anybody = new HttpClient();
        return await anybody.GetByteArrayAsync(answer.Headers.Location);
    }

    /// <summary>The first so many messages of a topic.</summary>
    internal static List<ConsumeResult<string, byte[]>> Read(Landscape landscape, string topic, int count)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = landscape.Kafka,
            GroupId = $"test-{Guid.NewGuid()}",
            EnableAutoCommit = false,
        };
        using var consumer = new ConsumerBuilder<string, byte[]>(config).Build();
        var partitions = topic.EndsWith(".dlq", StringComparison.Ordinal) ? 1 : 3;
        consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        var found = new List<ConsumeResult<string, byte[]>>();
        while (found.Count < count)
            found.Add(
                consumer.Consume(TimeSpan.FromSeconds(60))
                    ?? throw new TimeoutException($"{topic} has {found.Count} messages, not {count}.")
            );
        return found;
    }

    private static string Status(ConsumeResult<string, byte[]> outcome) => (string)JsonNode.Parse(outcome.Message.Value)!["status"]!;

    private static async Task RepeatAsync(Landscape landscape, string topic, IEnumerable<ConsumeResult<string, byte[]>> messages)
    {
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = landscape.Kafka }).Build();
        foreach (var message in messages)
        {
            var headers = new Headers();
            foreach (var header in message.Message.Headers.Where(header => header.Key != "ce_id"))
                headers.Add(header.Key, header.GetValueBytes());
            headers.Add("ce_id", Encoding.UTF8.GetBytes(Guid.NewGuid().ToString()));
            await producer.ProduceAsync(
                new TopicPartition(topic, message.Partition),
                new()
                {
                    Key = message.Message.Key,
                    Value = message.Message.Value,
                    Headers = headers,
                }
            );
        }
    }
}

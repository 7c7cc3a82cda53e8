using System.Diagnostics;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

/// <summary>Kafka, S3 and Elasticsearch in a graph, served by our engines, here and in the child process.</summary>
public sealed class EngineGraphTests
{
    private const string Secret = "needle-in-no-haystack-93";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_has_its_engines_in_its_own_process_and_clients_find_topics_and_buckets_at_the_proxys_address()
    {
        await using var app = await StartAsync();

        ProcessIdOf(app, "kafka").ShouldBeNull();
        ProcessIdOf(app, "storage").ShouldBeNull();
        ProcessIdOf(app, "search").ShouldBeNull();
        await ClientsAreServedAsync(app);
    }

    [Fact]
    public async Task In_the_child_process_engines_share_it_restart_alone_and_come_back_after_a_crash()
    {
        await using var app = await StartAsync(EnginePlacement.ChildProcess);
        var child = ProcessIdOf(app, "kafka").ShouldNotBeNull();
        ProcessIdOf(app, "storage").ShouldBe(child);
        ProcessIdOf(app, "search").ShouldBe(child);
        await ClientsAreServedAsync(app);
        File.ReadAllText($"/proc/{child}/cmdline").ShouldNotContain(Secret);
        File.ReadAllText($"/proc/{child}/environ").ShouldNotContain(Secret);

        var storageSince = Now(app, "storage").StartTimeStamp;
        await CommandAsync(app, "kafka", KnownResourceCommands.RestartCommand);
        await HealthyAsync(app, "kafka");
        ProcessIdOf(app, "kafka").ShouldBe(child);
        Now(app, "storage").StartTimeStamp.ShouldBe(storageSince);
        await ClientsAreServedAsync(app);

        using (var process = Process.GetProcessById(child))
        {
            process.Kill();
        }

        foreach (var name in new[] { "kafka", "storage", "search" })
        {
            var ended = await app
                .ResourceNotifications.WaitForResourceAsync(
                    name,
                    e => KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text),
                    Cancelled
                )
                .WaitAsync(s_patience, Cancelled);
            ended.Snapshot.ExitCode.ShouldBe(137);
        }

        await Task.WhenAll(
            CommandAsync(app, "kafka", KnownResourceCommands.StartCommand),
            CommandAsync(app, "storage", KnownResourceCommands.StartCommand),
            CommandAsync(app, "search", KnownResourceCommands.StartCommand)
        );
        await HealthyAsync(app, "kafka");
        await HealthyAsync(app, "storage");
        await HealthyAsync(app, "search");
        ProcessIdOf(app, "kafka").ShouldNotBeNull().ShouldNotBe(child);
        ProcessIdOf(app, "storage").ShouldBe(ProcessIdOf(app, "kafka"));
        await ClientsAreServedAsync(app);
    }

    [Fact]
    public async Task An_engine_that_cannot_start_says_why_and_its_neighbour_is_none_the_worse()
    {
        await using var builder = Create(EnginePlacement.ChildProcess);
        builder
            .Resources.OfType<KafkaServerResource>()
            .Select(builder.CreateResourceBuilder)
            .Single()
            .WithEnvironment("KAFKA_NUM_PARTITIONS", "many");
        await using var app = await builder.BuildAsync(Cancelled);
        await app.StartAsync(Cancelled).WaitAsync(s_patience, Cancelled);

        await app
            .ResourceNotifications.WaitForResourceAsync("kafka", KnownResourceStates.FailedToStart, Cancelled)
            .WaitAsync(s_patience, Cancelled);
        await HealthyAsync(app, "storage");
        string.Join('\n', await LogAsync(app, "kafka")).ShouldContain("num.partitions");
    }

    private static IDistributedApplicationTestingBuilder Create(EnginePlacement? placement)
    {
        var builder = DistributedApplicationTestingBuilder.Create(
            $"--Parameters:storage-rootPassword={Secret}",
            $"--Parameters:search-password={Secret}"
        );
        var kafka = builder.AddKafka("kafka").AddTopic("catalog.products", partitions: 3);
        var storage = builder.AddMinioContainer("storage").AddBucket("uploads");
        var search = builder.AddElasticsearch("search");
        if (placement is { } chosen)
        {
            kafka.WithEnginePlacement(chosen);
            storage.WithEnginePlacement(chosen);
            search.WithEnginePlacement(chosen);
        }

        return builder;
    }

    private static async Task<DistributedApplication> StartAsync(EnginePlacement? placement = null)
    {
        var app = await Create(placement).BuildAsync(Cancelled);
        try
        {
            await app.StartAsync(Cancelled).WaitAsync(s_patience, Cancelled);
            await HealthyAsync(app, "kafka");
            await HealthyAsync(app, "storage");
            await HealthyAsync(app, "search");
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static async Task ClientsAreServedAsync(DistributedApplication app)
    {
        var bootstrap = (await app.GetConnectionStringAsync("kafka", Cancelled)).ShouldNotBeNull();
        var metadata = await KafkaClient.MetadataAsync(bootstrap, "catalog.products", Cancelled).WaitAsync(s_patience, Cancelled);
        metadata.Broker.ShouldBe(bootstrap);
        metadata.Partitions.ShouldBe(3);

        var connection = (await app.GetConnectionStringAsync("storage", Cancelled)).ShouldNotBeNull();
        using var s3 = S3(connection);
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "uploads",
                Key = "a",
                ContentBody = "hello",
            },
            Cancelled
        );
        using var stored = await s3.GetObjectAsync("uploads", "a", Cancelled).WaitAsync(s_patience, Cancelled);
        (await new StreamReader(stored.ResponseStream).ReadToEndAsync(Cancelled)).ShouldBe("hello");
        using var http = new HttpClient();
        var console = await http.GetStringAsync(app.GetEndpoint("storage", "console"), Cancelled).WaitAsync(s_patience, Cancelled);
        console.ShouldContain("S3 without a console");

        var node = new Uri((await app.GetConnectionStringAsync("search", Cancelled)).ShouldNotBeNull());
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(node.UserInfo)));
        var info = await http.GetStringAsync(new Uri($"http://{node.Authority}/"), Cancelled).WaitAsync(s_patience, Cancelled);
        info.ShouldContain("You Know, for Search");
    }

    private static AmazonS3Client S3(string connectionString)
    {
        var parts = connectionString.Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        return new AmazonS3Client(
            parts["AccessKey"],
            parts["SecretKey"],
            new AmazonS3Config { ServiceURL = parts["Endpoint"], ForcePathStyle = true }
        );
    }

    private static Task HealthyAsync(DistributedApplication app, string name) =>
        app.ResourceNotifications.WaitForResourceHealthyAsync(name, Cancelled).WaitAsync(s_patience, Cancelled);

    private static Task CommandAsync(DistributedApplication app, string name, string command) =>
        app.ResourceCommands.ExecuteCommandAsync(name, command, Cancelled).WaitAsync(s_patience, Cancelled);

    private static CustomResourceSnapshot Now(DistributedApplication app, string name)
    {
        app.ResourceNotifications.TryGetCurrentState(name, out var current).ShouldBeTrue();
        return current!.Snapshot;
    }

    private static int? ProcessIdOf(DistributedApplication app, string name) =>
        Now(app, name).Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?;

    private static async Task<List<string>> LogAsync(DistributedApplication app, string name)
    {
        List<string> lines = [];
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(name).WithCancellation(Cancelled))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return lines;
    }
}

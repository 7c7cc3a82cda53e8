using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Engines.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Engines.Kafka;
using Platform.Engines.ObjectStorage;
using Platform.Mocks.OnPremises;
using Platform.ServiceDefaults.Migrations;

namespace Files.Tests.Support;

/// <summary>Two stores, a broker, the systems on the premises, and Files over them, all of one test; Workers and a gateway where a test wants them.</summary>
public sealed class Landscape : IAsyncDisposable
{
    private const string AccessKey = "access-of-this-test";
    private const string SecretKey = "secret-of-this-test";
    private readonly Sandbox sandbox = new();
    private readonly List<WebApplication> apps = [];
    private readonly List<Process> processes = [];
    private S3Server aws = null!;
    private S3Server oci = null!;
    private KafkaBroker? broker;
    private string filesDatabase = "";
    private string workerDatabase = "";

    public FilesClient Client { get; private set; } = null!;

    public WebApplication Files { get; private set; } = null!;

    public WebApplication Premises { get; private set; } = null!;

    public IAmazonS3 Aws { get; private set; } = null!;

    public IAmazonS3 Oci { get; private set; } = null!;

    public string Kafka => $"localhost:{broker!.PortOf("tcp")}";

    public string FilesUrl { get; private set; } = "";

    /// <param name="settings">Configuration of Files and the Workers, <c>Section:Key=value</c>.</param>
    public static async Task<Landscape> StartAsync(Postgres postgres, params string[] settings)
    {
        var landscape = new Landscape();
        landscape.filesDatabase = await postgres.CreateDatabaseAsync("filesdb");
        landscape.workerDatabase = await postgres.CreateDatabaseAsync("workerdb");
        landscape.aws = await landscape.StartStoreAsync("aws");
        landscape.oci = await landscape.StartStoreAsync("oci");
        (landscape.Aws, landscape.Oci) = (ClientOf(landscape.aws), ClientOf(landscape.oci));
        landscape.broker = await KafkaBroker.StartAsync(
            new()
            {
                DataDirectory = landscape.sandbox["kafka"],
                Topics = [new("files.tasks", 3), new("files.results", 3), new("files.tasks.worker.dlq"), new("files.results.files.dlq")],
                Configs = { ["group.min.session.timeout.ms"] = "1000" },
            },
            CancellationToken.None
        );
        landscape.Premises = await landscape.RunAsync(
            args => OnPremisesApp.Build(args),
            ["urls=http://127.0.0.1:0", "OnPremises:WorkSeconds=0", "OnPremises:RetrySeconds=0.1", .. Quiet]
        );
        landscape.FilesUrl = $"http://127.0.0.1:{Served.FreePort()}";
        await landscape.StartFilesAsync(settings);
        return landscape;
    }

    public async Task StartFilesAsync(params string[] settings)
    {
        Files = await RunAsync(args => FilesApp.Build(args), [$"urls={FilesUrl}", .. FilesSettings, .. settings]);
        Client = new FilesClient(FilesUrl);
    }

    public Task<WebApplication> StartWorkerAsync(params string[] settings) =>
        RunAsync(args => Worker.WorkerApp.Build(args), ["urls=http://127.0.0.1:0", .. WorkerSettings, .. settings]);

    public async Task<FilesClient> StartGatewayAsync(params string[] settings)
    {
        var gateway = await RunAsync(
            Gateway.GatewayApp.Build,
            ["urls=http://127.0.0.1:0", $"services:files:http:0={FilesUrl}", .. Quiet, .. settings]
        );
        return new(gateway.Urls.First());
    }

    /// <summary>A service as a process of its own, which a test can measure or kill; its URL where it has one.</summary>
    public async Task<(Process Process, string Url)> RunProcessAsync(string program, params string[] settings)
    {
        var url = $"http://127.0.0.1:{Served.FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll")])
        {
            RedirectStandardOutput = true,
        };
        IEnumerable<string> own = program switch
        {
            "Worker" => WorkerSettings,
            "Files" => FilesSettings,
            _ => [$"services:files:http:0={FilesUrl}", .. Quiet],
        };
        foreach (var setting in own.Concat(settings).Append($"urls={url}"))
        {
            var (key, value) = (setting[..setting.IndexOf('=')], setting[(setting.IndexOf('=') + 1)..]);
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        var process = Process.Start(start)!;
        processes.Add(process);
        var log = new System.Collections.Concurrent.ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        await HealthyAsync(url, process, log);
        return (process, url);
    }

    /// <summary>Ends a service as if its host had crashed: what it has in hand is dropped.</summary>
    public async Task AbortAsync(WebApplication app)
    {
        apps.Remove(app);
        using var at_once = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(at_once.Token);
        await app.DisposeAsync();
    }

    public NpgsqlConnection FilesDatabase() => new(filesDatabase);

    public NpgsqlConnection WorkerDatabase() => new(workerDatabase);

    /// <summary>Returns once a condition on a table holds; told by the database, which knows when it changes.</summary>
    public static async Task UntilAsync(NpgsqlConnection connection, string table, string condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var open = connection;
        await connection.OpenAsync(limit.Token);
        await using var listen = new NpgsqlCommand(
            $"""
            create or replace function tell_test() returns trigger language plpgsql as $$ begin perform pg_notify('test', ''); return null; end $$;
            create or replace trigger tell_test after insert or update or delete on {table} for each statement execute function tell_test();
            listen test
            """,
            connection
        );
        await listen.ExecuteNonQueryAsync(limit.Token);
        while (true)
        {
            await using var ask = new NpgsqlCommand($"select {condition}", connection);
            if (await ask.ExecuteScalarAsync(limit.Token) is true)
                return;
            await connection.WaitAsync(limit.Token);
        }
    }

    public static async Task<T> AskAsync<T>(NpgsqlConnection connection, string query)
    {
        await using var open = connection;
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Keys in a store, and its unfinished multipart uploads.</summary>
    public static async Task<(List<string> Keys, List<string> Uploads)> ContentOfAsync(IAmazonS3 store, string bucket)
    {
        try
        {
            var objects = await store.ListObjectsV2Async(new() { BucketName = bucket });
            var uploads = await store.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket });
            return ([.. (objects.S3Objects ?? []).Select(one => one.Key)], [.. (uploads.MultipartUploads ?? []).Select(one => one.Key)]);
        }
        catch (AmazonS3Exception none) when (none.ErrorCode == "NoSuchBucket")
        {
            return ([], []);
        }
    }

    /// <summary>The keys in the file store on the premises.</summary>
    public async Task<List<string>> PremisesKeysAsync()
    {
        using var http = new HttpClient();
        using var answer = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync($"{Premises.Urls.First()}/api/files"));
        return [.. answer.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            process.Kill();
            process.Dispose();
        }
        Client.Dispose();
        await Task.WhenAll(apps.Select(app => app.StopAsync()));
        foreach (var app in apps)
            await app.DisposeAsync();
        Aws.Dispose();
        Oci.Dispose();
        if (broker is not null)
            await broker.DisposeAsync();
        await aws.DisposeAsync();
        await oci.DisposeAsync();
        sandbox.Dispose();
    }

    private static readonly string[] Quiet =
    [
        "Logging:LogLevel:Default=Critical",
        "Logging:LogLevel:Microsoft.Hosting.Lifetime=Critical",
        "Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks=None",
    ];

    private string[] Connections =>
        [
            .. Quiet,
            $"ConnectionStrings:kafka={Kafka}",
            $"ConnectionStrings:storage={ConnectionString(aws)}",
            $"ConnectionStrings:oci-storage={ConnectionString(oci)}",
            $"services:on-premises:http:0={Premises.Urls.First()}",
        ];

    private string[] FilesSettings =>
        [
            .. Connections,
            $"ConnectionStrings:filesdb={filesDatabase}",
            "Processing:QueueUrl=http://on-premises/000000000000/worker-tasks",
            "Processing:FunctionEndpoint=http://on-premises",
            "Processing:GpuEndpoint=http://on-premises",
            $"Processing:CallbackUrl={FilesUrl}",
            "Processing:RetryDelay=00:00:00.1",
            "Processing:PollInterval=00:00:00.2",
        ];

    private string[] WorkerSettings =>
        [
            .. Connections,
            $"ConnectionStrings:workerdb={workerDatabase}",
            "Worker:RetryDelay=00:00:00.05",
            "Worker:QueueUrl=http://on-premises/000000000000/worker-tasks",
        ];

    private Task<S3Server> StartStoreAsync(string name) =>
        S3Server.StartAsync(
            new()
            {
                DataDirectory = sandbox[name],
                AccessKey = AccessKey,
                SecretKey = SecretKey,
            }
        );

    private static string ConnectionString(S3Server server) =>
        $"Endpoint=http://localhost:{server.Port};AccessKey={AccessKey};SecretKey={SecretKey}";

    private static AmazonS3Client ClientOf(S3Server server) =>
        new(
            new BasicAWSCredentials(AccessKey, SecretKey),
            new AmazonS3Config
            {
                ServiceURL = $"http://localhost:{server.Port}",
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
            }
        );

    private async Task<WebApplication> RunAsync(Func<string[], WebApplication> build, string[] settings)
    {
        var app = build(settings);
        apps.Add(app);
        await app.StartAsync();
        if (app.Services.GetService<DatabaseMigrations>() is { } migrations)
            await migrations.WaitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return app;
    }

    private static async Task HealthyAsync(string url, Process process, IEnumerable<string> log)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var pause = 20; ; pause = Math.Min(pause * 2, 300))
        {
            try
            {
                if ((await http.GetAsync($"{url}/health", limit.Token)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not listening yet.
            }
            if (process.HasExited)
                throw new InvalidOperationException($"The process ended: {string.Join('\n', log)}");
            await Task.Delay(pause, limit.Token);
        }
    }
}

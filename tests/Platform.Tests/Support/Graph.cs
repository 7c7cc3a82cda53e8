using System.Collections.Concurrent;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Tests.Support;

/// <summary>The whole platform, started for a test, with ports, data and secrets of its own.</summary>
public sealed class Graph : IAsyncDisposable
{
    private const int LinesOfFailed = 15;
    private const int LinesOfOthers = 5;
    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly List<HttpClient> _clients = [];

    private readonly ConcurrentDictionary<string, ResourceEvent> _states = new();
    private readonly TaskCompletionSource _allWell = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<string> _launched;
    private readonly int _instances;
    private readonly Task _following;

    private Graph(IDistributedApplicationTestingBuilder builder, DistributedApplication app)
    {
        (_builder, App) = (builder, app);
        var only = builder.Configuration["Platform:Only"]?.Split(',');
        var launched = builder
            .Resources.Where(resource => resource is ProjectResource or ContainerResource && only?.Contains(resource.Name) is not false)
            .ToList();
        _launched = [.. launched.Select(resource => resource.Name)];
        _instances = launched.Sum(resource => resource.GetReplicaCount());
        _following = FollowAsync();
    }

    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>The repository.</summary>
    public static string Root { get; } = Path.GetDirectoryName(Path.GetDirectoryName(Projects.AppHost.ProjectPath))!;

    public DistributedApplication App { get; }

    /// <summary>A client of the gateway: the platform as the outside sees it.</summary>
    public HttpClient Gateway => field ??= Client("gateway");

    /// <summary>The catalogue itself, with the paths that the gateway does not route.</summary>
    public HttpClient Catalog => field ??= Client("catalog");

    /// <summary>The malls' mock.</summary>
    public HttpClient SalesChannels => field ??= Client("sales-channels");

    /// <summary>The payment gateway's mock.</summary>
    public HttpClient PaymentGateway => field ??= Client("payment-gateway");

    /// <summary>Returns once every service answers for itself.</summary>
    /// <param name="change">What this test wants otherwise.</param>
    /// <param name="args">Options of the AppHost.</param>
    /// <exception cref="GraphException">Something did not come up; with its last log lines.</exception>
    public static Task<Graph> StartAsync(Action<IDistributedApplicationTestingBuilder>? change = null, params string[] args) =>
        StartAsync(new(), change, args);

    /// <inheritdoc cref="StartAsync(Action{IDistributedApplicationTestingBuilder}?, string[])"/>
    public static async Task<Graph> StartAsync(
        DistributedApplicationTestingBuilderOptions options,
        Action<IDistributedApplicationTestingBuilder>? change,
        params string[] args
    )
    {
        using var limit = new CancellationTokenSource(Patience);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(options, args, limit.Token);
        // Most tests ask the gateway; the shop's own server would cost each graph a second of CPU. ScriptTests has it, and who looks with a browser.
        if (!options.EnableDashboard)
        {
            builder.Resources.Remove(builder.Resources.Single(resource => resource.Name == "storefront"));
        }
        change?.Invoke(builder);
        var graph = new Graph(builder, await builder.BuildAsync(limit.Token));
        try
        {
            await graph.App.StartAsync(limit.Token);
            await graph.HealthyAsync(limit.Token);
            return graph;
        }
        catch (Exception exception) when (exception is OperationCanceledException or DistributedApplicationException)
        {
            var failure = new GraphException($"{exception.Message}\n{await graph.DescribeAsync()}", exception);
            await graph.DisposeAsync();
            throw failure;
        }
    }

    public HttpClient Client(string resource)
    {
        var client = App.CreateHttpClient(resource);
        client.Timeout = Patience;
        _clients.Add(client);
        return client;
    }

    /// <summary>Every resource with its state; of one that is not well the last log lines, of others the last that complain.</summary>
    public async Task<string> DescribeAsync()
    {
        var loggers = App.Services.GetRequiredService<ResourceLoggerService>();
        var text = new StringBuilder();
        foreach (var (id, state) in _states.OrderBy(state => IsWell(state.Value)))
        {
            text.AppendLine($"{id}: {state.Snapshot.State?.Text} {state.Snapshot.HealthStatus} {state.Snapshot.ExitCode}".TrimEnd());
            await foreach (var lines in loggers.GetAllAsync(id))
            {
                var logged = lines.Select(line => LoggedLine.Read(line.Content));
                var shown = IsWell(state) ? logged.Where(line => line.Complains).TakeLast(LinesOfOthers) : logged.TakeLast(LinesOfFailed);
                text.AppendJoin("", shown.Select(line => $"  {line.Text}\n"));
            }
        }
        return text.ToString();
    }

    /// <summary>Where the graph keeps its data, secrets and logs.</summary>
    public string Directory =>
        Path.Combine(_builder.Configuration["Platform:StateDirectory"]!, _builder.Configuration["Platform:Instance"]!);

    /// <summary>The ports of all endpoints.</summary>
    public IReadOnlyList<int> Ports() =>
        [
            .. _builder
                .Resources.OfType<IResourceWithEndpoints>()
                .SelectMany(resource => resource.GetEndpoints())
                .Where(endpoint => endpoint.IsAllocated)
                .Select(endpoint => endpoint.Port),
        ];

    /// <summary>The values of the secret parameters, generated passwords included.</summary>
    public async Task<IReadOnlyList<string>> SecretsAsync()
    {
        var passwords = _builder
            .Resources.Select(resource =>
                resource switch
                {
                    PostgresServerResource postgres => postgres.PasswordParameter,
                    RedisResource redis => redis.PasswordParameter,
                    MinioContainerResource minio => minio.PasswordParameter,
                    _ => resource as ParameterResource,
                }
            )
            .OfType<ParameterResource>()
            .Where(parameter => parameter.Secret);
        var values = await Task.WhenAll(passwords.Select(secret => secret.GetValueAsync(CancellationToken.None).AsTask()));
        return [.. values.OfType<string>()];
    }

    /// <summary>The process of each replica of a service.</summary>
    public IReadOnlyList<int> ProcessIds(string resource) =>
        [.. _states.Values.Where(state => state.Resource.Name == resource).Select(ProcessId).OfType<int>()];

    /// <summary>The processes of the graph by now, those started by its own processes included.</summary>
    public IReadOnlyList<RunningProcess> Processes() => [.. _states.Values.Select(ProcessId).OfType<int>().SelectMany(RunningProcess.Tree)];

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await App.DisposeAsync();
        await _builder.DisposeAsync();
        await _following;
    }

    private async Task HealthyAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_launched.Select(name => App.ResourceNotifications.WaitForResourceHealthyAsync(name, cancellationToken)));
        // Of replicas the first is enough for the above.
        await _allWell.Task.WaitAsync(cancellationToken);
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var changed in App.ResourceNotifications.WatchAsync())
            {
                _states[changed.ResourceId] = changed;
                if (_states.Values.Count(state => IsWell(state) && _launched.Contains(state.Resource.Name)) == _instances)
                {
                    _allWell.TrySetResult();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application is disposed.
        }
    }

    private static int? ProcessId(ResourceEvent state) =>
        state.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?;

    private static bool IsWell(ResourceEvent state) =>
        state.Snapshot.State?.Text == KnownResourceStates.Active
        || state.Snapshot.State?.Text == KnownResourceStates.Running
            && state.Snapshot.HealthStatus is null or Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy;
}

/// <summary>The graph did not come up.</summary>
public sealed class GraphException(string message, Exception inner) : Exception(message, inner);

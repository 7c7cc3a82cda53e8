using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run.Net;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Hosting;

namespace Orchestration.Tests.Graph;

/// <summary>The default instance puts infrastructure at its documented port, or, where that is taken, at another.</summary>
public class DocumentedPortTests
{
    [Fact]
    public async Task Infrastructure_is_at_its_documented_port()
    {
        using var lease = new PortLeases().Take();
        var port = lease.Port;
        await using var app = await StartAsync(port);
        app.GetEndpoint("store", "tcp").Port.ShouldBe(port);
    }

    [Fact]
    public async Task A_documented_port_that_is_taken_is_replaced()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        await using var app = await StartAsync(port);
        app.GetEndpoint("store", "tcp").Port.ShouldNotBe(port);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.GetEndpoint("store", "tcp").Port);
    }

    [Fact]
    public async Task A_second_server_of_a_kind_is_elsewhere_and_nothing_is_said_to_have_taken_its_port()
    {
        using var lease = new PortLeases().Take();
        var warnings = new Warnings();
        await using var app = await StartAsync(lease.Port, warnings, "store", "other-store");

        app.GetEndpoint("store", "tcp").Port.ShouldBe(lease.Port);
        app.GetEndpoint("other-store", "tcp").Port.ShouldNotBe(lease.Port);
        warnings.Messages.ShouldNotContain(message => message.Contains("instead"));
    }

    private static Task<DistributedApplication> StartAsync(int documentedPort) => StartAsync(documentedPort, new Warnings(), "store");

    private static async Task<DistributedApplication> StartAsync(int documentedPort, Warnings warnings, params string[] names)
    {
        var builder = TestGraph.Create("--DcpPublisher:RandomizePorts=false");
        builder.Services.AddSingleton<IEngineCatalog>(new StoreEngine());
        builder.Services.AddSingleton<ILoggerProvider>(warnings);
        foreach (var name in names)
        {
            builder
                .AddContainer(name, "store")
                .WithEndpoint(targetPort: documentedPort, name: "tcp")
                .WithAnnotation(
                    new EngineAnnotation(_ => ValueTask.FromResult<EngineSettings>(new StoreSettings()))
                    {
                        SettingsType = typeof(StoreSettings),
                    }
                );
        }
        var app = await builder.StartAsync();
        foreach (var name in names)
        {
            await app.HealthyAsync(name);
        }
        return app;
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(level))
            {
                Messages.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose() { }
    }

    private sealed record StoreSettings : EngineSettings;

    /// <summary>Listens, in a process of its own.</summary>
    private sealed class StoreEngine : IEngine, IEngineCatalog
    {
        public string Name => "Store";

        public Type SettingsType => typeof(StoreSettings);

        public ContainerFeatures Honours => ContainerFeatures.None;

        public IEngine? Find(Type settingsType) => settingsType == SettingsType ? this : null;

        public Task<IPreparedEngine> PrepareAsync(EngineRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult<IPreparedEngine>(new PreparedStore(request.Ports["tcp"]));
    }

    private sealed class PreparedStore(int port) : IPreparedEngine
    {
        public Task<IRun> StartAsync(ILauncher launcher, CancellationToken cancellationToken = default) =>
            launcher.StartAsync(
                new LaunchSpec
                {
                    Name = "store",
                    FileName = "node",
                    Arguments = ["-e", $"require('net').createServer(c => c.end()).listen({port}, '127.0.0.1')"],
                    WorkingDirectory = "/",
                },
                cancellationToken
            );

        public async Task ProbeAsync(CancellationToken cancellationToken = default)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        }

        public Task SnapshotAsync(string directory, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task RestoreAsync(string directory, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}

using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run.Launch;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

/// <summary>The real server for a resource of a graph that is not run, started by its engine.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    private readonly DirectoryInfo _state;
    private readonly IRun _run;

    private RealServer(DirectoryInfo state, IRun run) => (_state, _run) = (state, run);

    /// <summary>Starts the server, gives its address to the endpoint and waits until it answers.</summary>
    public static async Task<RealServer> StartAsync(IEngine engine, EngineSettings settings, EndpointReference endpoint)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var port = FreePort();
        var state = Directory.CreateTempSubdirectory("platform-server-");
        var request = new EngineRequest
        {
            ResourceName = endpoint.Resource.Name,
            Settings = settings,
            StateDirectory = state.FullName,
            Ports = new Dictionary<string, int> { [endpoint.EndpointName] = port },
        };
        var prepared = await PrepareAsync(engine, request, cancellationToken);
        var run = await prepared.StartAsync(new ProcessLauncher(), cancellationToken);
        var server = new RealServer(state, run);
        await server.ReadyAsync(prepared, cancellationToken);
        endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", port);
        return server;
    }

    public Task StopAsync() => _run.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _run.StopAsync();
        await _run.DisposeAsync();
        try
        {
            _state.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The engine discards data in the background, file by file, as we do: what is left is its to delete.
        }
    }

    private static async Task<IPreparedEngine> PrepareAsync(IEngine engine, EngineRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.PrepareAsync(request, cancellationToken);
        }
        catch (EngineException exception)
        {
            Assert.Skip($"Not proved: that health is what a real {engine.Name} says. {exception.Message}");
            throw;
        }
    }

    private async Task ReadyAsync(IPreparedEngine engine, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                await engine.ProbeAsync(patience.Token);
                return;
            }
            catch (Exception) when (!patience.IsCancellationRequested && !_run.Completion.IsCompleted)
            {
                // Not yet: an engine has no event for it, the host probes it likewise.
                await Task.WhenAny(_run.Completion, Task.Delay(10, patience.Token));
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

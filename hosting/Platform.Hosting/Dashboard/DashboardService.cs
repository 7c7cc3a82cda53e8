using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Dashboard;
using Platform.Hosting.Terminal;

namespace Platform.Hosting.Dashboard;

/// <summary>
/// Runs the dashboard in the host's process, in a web application of its own. It starts when the children have been launched, or somebody has to
/// be asked for something first; what goes wrong with it is a line in the terminal and nothing more.
/// </summary>
internal sealed class DashboardService(
    DashboardPreparation preparation,
    DashboardSettings settings,
    InstanceDirectory directory,
    GraphLink link,
    InteractionService interactions,
    ResourceNotificationService notifications,
    TerminalNews news,
    StartSignal start,
    ILoggerFactory loggers,
    TimeProvider time
) : IHostedService, IDashboardAddress, IAsyncDisposable
{
    // A graph that has not launched everything by then waits for something, and somebody may want to look for what.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<Uri?> _loginUrl = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger = loggers.CreateLogger<DashboardService>();
    private DashboardApplication? _application;
    private Task _running = Task.CompletedTask;
    private int _disposed;

    public Task<Uri?> LoginUrl => _loginUrl.Task;

    /// <summary>Null until it is up.</summary>
    public DashboardApplication? Application => _application;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>It stays until all others have stopped, so that one can see them stop.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        interactions.Close();
        if (_application is not null)
        {
            await _application.DisposeAsync().ConfigureAwait(false);
        }
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LaunchedAsync(cancellationToken).ConfigureAwait(false);
            if (preparation.Sockets is not { } sockets)
            {
                return;
            }
            var options = Options(sockets);
            sockets.HandOver();
            _application = await DashboardApplication.StartAsync(options, cancellationToken).ConfigureAwait(false);
            news.Tell("Dashboard:", _application.LoginUrl);
            _loginUrl.TrySetResult(_application.LoginUrl);
            await _application.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            if (!cancellationToken.IsCancellationRequested)
            {
                interactions.Close();
                news.Tell("The dashboard has ended by itself; the graph goes on. A new start of the graph brings it back.");
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops before the dashboard was up.
        }
        catch (Exception exception)
        {
            _logger.LogDebug(exception, "The dashboard could not start.");
            news.Tell($"The graph runs without its dashboard: {exception.Message.ReplaceLineEndings(" ")}");
        }
        finally
        {
            if (_application is null)
            {
                interactions.Close();
            }
            _loginUrl.TrySetResult(null);
        }
    }

    private async Task LaunchedAsync(CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var missing = notifications.FirstAsync(changed => changed.Is(KnownResourceStates.ValueMissing), enough.Token);
        var patience = Task.Delay(s_longestWait, time, enough.Token);
        await Task.WhenAny(start.Launched, missing, patience).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private DashboardOptions Options(DashboardSockets sockets) =>
        new()
        {
            Port = sockets.Pages,
            OtlpGrpcPorts = sockets.OtlpGrpc,
            OtlpHttpPorts = sockets.OtlpHttp,
            ListenHandles = sockets.Handles,
            BrowserToken = settings.BrowserToken,
            OtlpApiKey = settings.OtlpApiKey,
            SecondaryOtlpApiKey = settings.First("Dashboard:SecondaryOtlpApiKey"),
            AllowedHosts = settings.Words("Dashboard:AllowedHosts"),
            OtlpAllowedOrigins = settings.Words("Dashboard:OtlpAllowedOrigins"),
            BytesPerSignal = settings.BytesPerSignal,
            RunsDirectory = directory.IsEphemeral ? null : directory.File("runs"),
            Host = link,
            Alarms = settings.Alarms,
            LoggerFactory = loggers,
            TimeProvider = time,
        };
}

using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Platform.Hosting.Terminal;

/// <summary>Ctrl+C once stops in order, which the host itself does; twice ends everything at once: the guard ends what the host leaves behind.</summary>
internal sealed class Interrupts(IHostApplicationLifetime lifetime, TextWriter output) : IHostedService, IDisposable
{
    private const int Interrupted = 130;

    private PosixSignalRegistration? _signal;
    private int _count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signal?.Dispose();

    private void OnInterrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
        {
            Environment.Exit(Interrupted);
        }
        output.WriteLine("Stopping… (Ctrl+C again ends everything at once)");
        lifetime.StopApplication();
    }
}

using Microsoft.Extensions.Hosting;

namespace Platform.Hosting.Terminal;

/// <summary>Says at once that the host stops; what it waits for can take a while.</summary>
internal sealed class StopNotice(IHostApplicationLifetime lifetime, TextWriter output) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => output.WriteLine("Stopping…"));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

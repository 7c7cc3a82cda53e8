using Microsoft.Extensions.Hosting;

namespace Platform.Hosting.Terminal;

/// <summary>Says at once that the host stops: what it waits for can take a while, and who waits should know what a second Ctrl+C does.</summary>
internal sealed class StopNotice(IHostApplicationLifetime lifetime, TextWriter output) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => output.WriteLine("Stopping… (Ctrl+C again ends everything at once)"));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

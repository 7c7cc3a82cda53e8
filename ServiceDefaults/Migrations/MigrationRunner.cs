using Microsoft.Extensions.Hosting;

namespace Platform.ServiceDefaults.Migrations;

internal sealed class MigrationRunner : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
}

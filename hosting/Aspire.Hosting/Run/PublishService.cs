using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>Writes the graph down instead of running it, then ends the host.</summary>
internal sealed class PublishService(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    ManifestPublisher publisher,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime
) : IHostedService
{
    private static readonly string[] s_steps = ["publish-manifest"];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var output =
            configuration["Publishing:OutputPath"]
            ?? throw new DistributedApplicationException(
                "Publishing needs a place to write to: give --output-path FILE.json, or a directory."
            );
        var step = configuration["Pipeline:Step"];
        if (executionContext.PublisherName != "manifest" || (step is not null && !s_steps.Contains(step)))
        {
            throw new DistributedApplicationException(
                $"Cannot publish '{step ?? executionContext.PublisherName}'. What there is: --publisher manifest, or --operation publish --step {string.Join(" or ", s_steps)}."
            );
        }
        await publisher.PublishAsync(model, output, cancellationToken).ConfigureAwait(false);
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

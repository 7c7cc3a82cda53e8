using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>Writes the graph down instead of running it, then ends the host.</summary>
internal sealed class PublishService(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    ManifestPublisher manifest,
    IEnumerable<IGraphPublisher> publishers,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime
) : IHostedService
{
    private const string ManifestStep = "publish-manifest";
    private const string DefaultStep = "publish";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var step = configuration["Pipeline:Step"];
        var publisher = publishers.LastOrDefault();
        string[] steps = [.. publisher?.Steps ?? [], ManifestStep];
        if (executionContext.PublisherName != "manifest" || (step is not null && !steps.Contains(step)))
        {
            throw new UsageException(
                $"Cannot publish '{step ?? executionContext.PublisherName}'. What there is: --publisher manifest, or --operation publish --step {string.Join(" or ", steps)}."
            );
        }
        if (publisher is not null && publisher.Serves(model) && !IsManifestAlone(step))
        {
            await publisher.PublishAsync(model, step, cancellationToken).ConfigureAwait(false);
        }
        else if (step is null or DefaultStep or ManifestStep)
        {
            await manifest.PublishAsync(model, OutputPath(), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            throw new DistributedApplicationException(
                $"There is nothing to {step}: the graph has no compute environment. Add one: builder.AddDockerComposeEnvironment(\"compose\") or builder.AddKubernetesEnvironment(\"kubernetes\")."
            );
        }
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Aspire's older form names a publisher, and writes what that one writes.
    private bool IsManifestAlone(string? step) =>
        step == ManifestStep || (step is null && configuration["Publishing:Publisher"] is not null);

    private string OutputPath() =>
        configuration["Publishing:OutputPath"]
        ?? throw new DistributedApplicationException("Publishing needs a place to write to: give --output-path FILE.json, or a directory.");
}

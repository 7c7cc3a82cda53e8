using System.Text.Encodings.Web;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>Publishes the graph as an Aspire manifest. It needs neither engines nor a network, and writes the same bytes for the same graph.</summary>
internal sealed class ManifestPublisher(
    DistributedApplicationExecutionContext executionContext,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    ILogger<ManifestPublisher> logger
)
{
    private const string FileName = "aspire-manifest.json";

    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Indented = true,
        NewLine = "\n",
        // A file for people and tools, never part of a page: connection strings stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="path">A file that ends in <c>.json</c>, or a directory that gets an <c>aspire-manifest.json</c>.</param>
    public async Task PublishAsync(DistributedApplicationModel model, string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var manifestPath = ManifestPath(path);
        await eventing.PublishAsync(new BeforePublishEvent(services, model), cancellationToken).ConfigureAwait(false);
        await WriteAtomicallyAsync(model, manifestPath, cancellationToken).ConfigureAwait(false);
        await eventing.PublishAsync(new AfterPublishEvent(services, model), cancellationToken).ConfigureAwait(false);
        logger.LogInformation("Published manifest to: {ManifestPath}", manifestPath);
    }

    private static string ManifestPath(string path) =>
        Path.GetFullPath(path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? path : Path.Combine(path, FileName));

    // Whoever reads the manifest while it is written, or after a failure, finds the former one whole.
    private async Task WriteAtomicallyAsync(DistributedApplicationModel model, string manifestPath, CancellationToken cancellationToken)
    {
        var directory = Path.GetDirectoryName(manifestPath)!;
        Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".{Path.GetFileName(manifestPath)}.{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            await using (var writer = new Utf8JsonWriter(stream, WriterOptions))
            {
                var context = new ManifestPublishingContext(executionContext, manifestPath, writer, cancellationToken);
                await ManifestDocument.WriteAsync(context, model).ConfigureAwait(false);
            }

            File.Move(temporary, manifestPath, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

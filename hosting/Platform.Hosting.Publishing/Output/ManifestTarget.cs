using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Aspire's manifest beside the rest. It knows no stages: a run for some leaves it alone.</summary>
internal sealed class ManifestTarget(string text) : IDeploymentTarget
{
    public const string TargetName = "manifest";
    private const string FileName = "manifest.json";

    public string Name => TargetName;

    /// <param name="directory">Paths in the manifest are relative to it.</param>
    public static async Task<ManifestTarget> RenderAsync(
        DistributedApplicationModel model,
        Aspire.Hosting.DistributedApplicationExecutionContext executionContext,
        string directory,
        CancellationToken cancellationToken
    )
    {
        using var stream = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(stream, ManifestPublisher.WriterOptions))
        {
            var context = new ManifestPublishingContext(executionContext, Path.Combine(directory, FileName), writer, cancellationToken);
            await ManifestDocument.WriteAsync(context, model).ConfigureAwait(false);
        }
        return new ManifestTarget(Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)) + "\n");
    }

    public void Emit(TargetContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Output.Add(new OutputFile(FileName, text, TargetName));
    }
}

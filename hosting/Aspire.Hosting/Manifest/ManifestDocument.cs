using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>The manifest as a whole: the model's resources in order, then what they refer to.</summary>
internal static class ManifestDocument
{
    private const int FlushThreshold = 1 << 15;

    public static async Task WriteAsync(ManifestPublishingContext context, DistributedApplicationModel model)
    {
        var writer = context.Writer;
        context.References.Reserve(model.Resources.Select(resource => resource.Name));

        writer.WriteStartObject();
        writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            await WriteResourceAsync(context, resource).ConfigureAwait(false);
        }

        await WriteReferencedAsync(context).ConfigureAwait(false);
        writer.WriteEndObject();
        writer.WriteEndObject();
        await writer.FlushAsync(context.CancellationToken).ConfigureAwait(false);
    }

    // Each of them may refer to more.
    private static async Task WriteReferencedAsync(ManifestPublishingContext context)
    {
        var references = context.References;
        while (references.HasPending)
        {
            while (references.TryTakeResource(out var resource))
            {
                await WriteResourceAsync(context, resource).ConfigureAwait(false);
            }

            while (references.TryTakeEncoded(out var encoded))
            {
                ValueManifest.WriteEncoded(context, encoded);
            }

            while (references.TryTakeConditional(out var conditional))
            {
                await ValueManifest.WriteConditionalAsync(context, conditional).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteResourceAsync(ManifestPublishingContext context, IResource resource)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        if (Choose(context, resource) is not { } write)
        {
            return;
        }

        context.Writer.WriteStartObject(resource.Name);
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' could not be written to the manifest: {exception.Message}",
                exception
            );
        }

        context.Writer.WriteEndObject();
        if (resource is ParameterResource parameter && context.References.TryTakeEncoded(parameter, out var encoded))
        {
            ValueManifest.WriteEncoded(context, encoded);
        }

        if (context.Writer.BytesPending > FlushThreshold)
        {
            await context.Writer.FlushAsync(context.CancellationToken).ConfigureAwait(false);
        }
    }

    // Null leaves the resource out.
    private static Func<Task>? Choose(ManifestPublishingContext context, IResource resource)
    {
        if (resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var annotation))
        {
            return annotation.Callback is { } callback ? () => callback(context) : null;
        }

        if (resource.TryGetLastAnnotation<PublishAsParameterAnnotation>(out var publishAs))
        {
            return () => Done(() => context.WriteParameter(publishAs.Parameter));
        }

        return resource switch
        {
            ContainerResource container => () => context.WriteContainerAsync(container),
            ProjectResource project => () => ProjectManifest.WriteAsync(context, project),
            ExecutableResource executable => () => ExecutableManifest.WriteAsync(context, executable),
            ParameterResource parameter => () => Done(() => context.WriteParameter(parameter)),
            IResourceWithConnectionString => () => Done(() => ValueManifest.Write(context, resource)),
            _ => () => Done(() => context.Writer.WriteString("error", "This resource does not support generation in the manifest.")),
        };
    }

    private static Task Done(Action write)
    {
        write();
        return Task.CompletedTask;
    }
}

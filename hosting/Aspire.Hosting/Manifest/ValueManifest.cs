using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>value.v0</c> and <c>annotated.string</c>: values that others refer to.</summary>
internal static class ValueManifest
{
    public static void Write(ManifestPublishingContext context, IResource resource)
    {
        context.Writer.WriteString("type", "value.v0");
        context.WriteConnectionString(resource);
    }

    /// <summary>The branch that the graph as published takes.</summary>
    public static async Task WriteConditionalAsync(ManifestPublishingContext context, ReferenceExpression conditional)
    {
        var branch = await ManifestPrinter.ChooseAsync(conditional, context.CancellationToken).ConfigureAwait(false);
        var value = await context.PrintAsync(branch).ConfigureAwait(false) ?? "";
        context.Writer.WriteStartObject(conditional.ConditionalResourceName!);
        context.Writer.WriteString("type", "value.v0");
        context.Writer.WriteString("connectionString", value);
        context.Writer.WriteEndObject();
    }

    public static void WriteEncoded(ManifestPublishingContext context, EncodedParameter encoded)
    {
        context.Writer.WriteStartObject(encoded.Name);
        context.Writer.WriteString("type", "annotated.string");
        context.Writer.WriteString("value", $"{{{encoded.Parameter.Name}.value}}");
        context.Writer.WriteString("filter", "uri");
        context.Writer.WriteEndObject();
    }
}

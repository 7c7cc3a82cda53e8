using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>parameter.v0</c>: where a value comes from, never the value.</summary>
internal static class ParameterManifest
{
    public static void Write(ManifestPublishingContext context, ParameterResource parameter)
    {
        var writer = context.Writer;
        writer.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
        {
            writer.WriteString("connectionString", $"{{{parameter.Name}.value}}");
        }

        writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        writer.WriteStartObject("inputs");
        writer.WriteStartObject("value");
        writer.WriteString("type", "string");
        if (parameter.Secret)
        {
            writer.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } value)
        {
            writer.WriteStartObject("default");
            value.WriteToManifest(context);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}

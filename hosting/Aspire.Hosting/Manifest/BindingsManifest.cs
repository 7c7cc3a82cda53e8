using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>bindings</c>: the endpoints that a resource listens on.</summary>
internal static class BindingsManifest
{
    public static void Write(ManifestPublishingContext context, IResource resource)
    {
        var endpoints = resource.ResolveEndpoints(context.Ports);
        if (endpoints.Count == 0)
        {
            return;
        }

        var writer = context.Writer;
        writer.WriteStartObject("bindings");
        foreach (var resolved in endpoints)
        {
            var endpoint = resolved.Endpoint;
            writer.WriteStartObject(endpoint.Name);
            writer.WriteString("scheme", endpoint.UriScheme);
            writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            writer.WriteString("transport", endpoint.Transport);
            var target = resolved.TargetPort.Value;
            if (resolved.ExposedPort is { IsImplicit: false, Value: { } port } && port != target)
            {
                writer.WriteNumber("port", port);
            }

            if (target is { } targetPort)
            {
                writer.WriteNumber("targetPort", targetPort);
            }

            if (endpoint.IsExternal)
            {
                writer.WriteBoolean("external", true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}

using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What every project gets: endpoints and environment of its launch profile, telemetry, its URLs.</summary>
internal static class ProjectDefaults
{
    public static IResourceBuilder<ProjectResource> Apply(IResourceBuilder<ProjectResource> builder, ChosenLaunchProfileAnnotation? profile)
    {
        var publishing = builder.ApplicationBuilder.ExecutionContext.IsPublishMode;
        builder.WithOtlpExporter().WithEnvironment(context => TellRuntime(context, builder.ApplicationBuilder));
        if (publishing)
        {
            AddPublishedEndpoints(builder, profile?.Profile);
            return builder.WithEnvironment(context => TellPublishedPorts(context, builder.Resource));
        }

        AddProfileEndpoints(builder, profile);
        return builder.WithEnvironment(context =>
        {
            TellProfile(context, profile);
            TellUrls(context, builder.Resource);
        });
    }

    private static void TellRuntime(EnvironmentCallbackContext context, IDistributedApplicationBuilder application)
    {
        var variables = context.EnvironmentVariables;

        // Telemetry survives a collector that is away for a moment.
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (context.ExecutionContext.IsPublishMode)
        {
            return;
        }

        if (application.Environment.EnvironmentName is "Development")
        {
            variables["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
            variables["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
        }

        // Logs go through a pipe; without these the console logger drops its colours there.
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
    }

    private static void AddProfileEndpoints(IResourceBuilder<ProjectResource> builder, ChosenLaunchProfileAnnotation? profile)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var url in Split(profile?.Profile.ApplicationUrl))
        {
            if (!Uri.TryCreate(WithHost(url), UriKind.Absolute, out var uri))
            {
                throw new DistributedApplicationException(
                    $"Launch profile '{profile!.Name}' of project '{builder.Resource.Name}' has the applicationUrl '{url}', which is no URL."
                );
            }

            var count = counts[uri.Scheme] = counts.GetValueOrDefault(uri.Scheme) + 1;
            builder.WithEndpoint(
                count is 1 ? uri.Scheme : $"{uri.Scheme}{count}",
                endpoint =>
                {
                    endpoint.UriScheme = uri.Scheme;
                    endpoint.Port ??= uri.Port;
                    endpoint.TargetHost = url.Contains("://*", StringComparison.Ordinal) ? "*" : uri.Host;
                }
            );
        }
    }

    private static void AddPublishedEndpoints(IResourceBuilder<ProjectResource> builder, LaunchProfile? profile)
    {
        // Only a project that serves HTTP here serves it there.
        if (!Split(profile?.ApplicationUrl).Any())
        {
            return;
        }

        foreach (var scheme in new[] { "http", "https" })
        {
            var declared = builder.Resource.Annotations.OfType<EndpointAnnotation>();
            if (
                declared.Any(endpoint =>
                    endpoint.UriScheme == scheme || string.Equals(endpoint.Name, scheme, StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                continue;
            }

            var endpoint = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: scheme);
            builder.WithAnnotation(endpoint);
            if (scheme is "https")
            {
                builder.Resource.DefaultHttpsEndpoint = endpoint;
            }
        }
    }

    private static void TellProfile(EnvironmentCallbackContext context, ChosenLaunchProfileAnnotation? profile)
    {
        if (profile is null)
        {
            return;
        }

        context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Name);
        foreach (var (name, value) in profile.Profile.EnvironmentVariables)
        {
            context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
        }
    }

    private static void TellUrls(EnvironmentCallbackContext context, ProjectResource project)
    {
        var told = Told(project).ToList();
        if (told.Count is 0)
        {
            return;
        }

        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in told)
        {
            var target = new EndpointReference(project, endpoint).Property(EndpointProperty.TargetPort);
            urls.AppendLiteral($"{(urls.IsEmpty ? "" : ";")}{endpoint.UriScheme}://{HostOf(endpoint)}:");
            urls.AppendFormatted(target);
        }

        context.EnvironmentVariables.TryAdd("ASPNETCORE_URLS", urls.Build());
        if (told.FirstOrDefault(endpoint => endpoint.UriScheme is "https") is { } secure)
        {
            context.EnvironmentVariables.TryAdd(
                "ASPNETCORE_HTTPS_PORT",
                new EndpointReference(project, secure).Property(EndpointProperty.Port)
            );
        }
    }

    private static void TellPublishedPorts(EnvironmentCallbackContext context, ProjectResource project)
    {
        if (!project.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
        {
            context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        }

        // The default https endpoint ends at the target's ingress: the project itself does not listen on it.
        Tell("HTTP_PORTS", "http");
        Tell("HTTPS_PORTS", "https");

        void Tell(string variable, string scheme)
        {
            var ports = new ReferenceExpressionBuilder();
            foreach (var endpoint in Told(project).Where(e => e.UriScheme == scheme && e != project.DefaultHttpsEndpoint))
            {
                ports.AppendLiteral(ports.IsEmpty ? "" : ";");
                ports.AppendFormatted(new EndpointReference(project, endpoint).Property(EndpointProperty.TargetPort));
            }

            if (!ports.IsEmpty)
            {
                context.EnvironmentVariables.TryAdd(variable, ports.Build());
            }
        }
    }

    private static IEnumerable<EndpointAnnotation> Told(ProjectResource project) =>
        ResourceBuilderExtensions.HttpEndpoints(project).Where(project.ShouldTellEndpoint);

    private static string HostOf(EndpointAnnotation endpoint) =>
        endpoint.TargetHost.Contains(':') ? $"[{endpoint.TargetHost.Trim('[', ']')}]" : endpoint.TargetHost;

    private static IEnumerable<string> Split(string? urls) =>
        urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string WithHost(string url) =>
        url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal);
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.HealthChecks;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>A workload, and what its values name.</summary>
internal sealed record ReadWorkload(Workload Workload, PartPrinter Named);

/// <summary>Reads a project, a container or a JavaScript application.</summary>
internal sealed class WorkloadReader(GraphRoles roles, DistributedApplicationExecutionContext context, IReadOnlySet<string> steps)
{
    public async Task<ReadWorkload> ReadAsync(IResource resource, CancellationToken cancellationToken)
    {
        var ports = roles.PortsOf(resource);
        var printer = new PartPrinter(roles, resource);
        var variables = await EnvironmentEvaluator
            .CollectAsync(resource, context, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        PublishedVariables.Correct(variables, resource, roles);
        var connections = new ConnectionReader(roles, resource).Take(variables);
        var workload = new Workload(resource.Name, resource, roles.Stage)
        {
            Kind = steps.Contains(resource.Name) ? WorkloadKind.Step : WorkloadKind.Service,
            Image = Images.Of(resource, roles),
            Environment = await ReadEnvironmentAsync(variables, printer, cancellationToken).ConfigureAwait(false),
            Connections = connections,
            Entrypoint = resource is ContainerResource { Entrypoint: { } entrypoint } ? [entrypoint] : [],
            Arguments = await ReadArgumentsAsync(resource, printer, cancellationToken).ConfigureAwait(false),
            Ports = [.. ports.Select(port => port.Port)],
            Volumes = Volumes.Of(resource),
            StartsAfter = StartsAfter.Of(resource, roles),
            HealthPath = HealthPath(resource, ports),
            Scaling = resource.IntentOf<Scaling>(roles.Stage) ?? new(resource.GetReplicaCount()),
            Resources = resource.IntentOf<ComputeResources>(roles.Stage) ?? ComputeDefaults.Resources,
        };
        return new(WithTelemetry(workload), printer);
    }

    /// <summary>What a resource's values name, where the resource itself is not published: a mock's, whose system calls back.</summary>
    public async Task<PartPrinter> ReadNamesAsync(IResource resource, CancellationToken cancellationToken)
    {
        var printer = new PartPrinter(roles, resource);
        var variables = await EnvironmentEvaluator
            .CollectAsync(resource, context, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        PublishedVariables.Correct(variables, resource, roles);
        _ = new ConnectionReader(roles, resource).Take(variables);
        await ReadEnvironmentAsync(variables, printer, cancellationToken).ConfigureAwait(false);
        return printer;
    }

    private async Task<List<EnvironmentEntry>> ReadEnvironmentAsync(
        Dictionary<string, object> variables,
        PartPrinter printer,
        CancellationToken cancellationToken
    )
    {
        var entries = new List<EnvironmentEntry>(variables.Count);
        foreach (var (name, value) in variables)
        {
            printer.Variable = name;
            if (await printer.ReadAsync(value, context, cancellationToken).ConfigureAwait(false) is { } read)
            {
                entries.Add(new(name, read));
            }
        }
        return entries;
    }

    private async Task<List<DeployedValue>> ReadArgumentsAsync(IResource resource, PartPrinter printer, CancellationToken cancellationToken)
    {
        var arguments = new List<DeployedValue>();
        printer.Variable = "its arguments";
        foreach (
            var value in await ArgumentsEvaluator
                .CollectAsync(resource, context, cancellationToken: cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (await printer.ReadAsync(value, context, cancellationToken).ConfigureAwait(false) is { } read)
            {
                arguments.Add(read);
            }
        }
        return arguments;
    }

    private Workload WithTelemetry(Workload workload) =>
        workload with
        {
            Environment =
            [
                .. workload.Environment,
                .. OtlpVariables
                    .Of(workload.Resource, roles)
                    .Where(variable => !workload.Environment.Any(entry => entry.Name == variable.Name)),
            ],
        };

    /// <summary>What is asked on the first HTTP port: by a readiness probe that the graph declares, else by its health check.</summary>
    private static string? HealthPath(IResource resource, IReadOnlyList<ModelPort> ports)
    {
        if (ports.FirstOrDefault(port => port.Port.Scheme is "http" or "https") is not { } asked)
        {
            return null;
        }
        var probes = resource
            .Annotations.OfType<EndpointProbeAnnotation>()
            .Where(probe => probe.Type is ProbeType.Readiness && asked.Is(probe.EndpointReference.EndpointName))
            .Select(probe => probe.Path);
        var checks = resource
            .Annotations.OfType<HttpHealthPathAnnotation>()
            .Where(check => check.StatusCode is 200 && asked.Is(check.Endpoint().EndpointName))
            .Select(check => check.Path);
        return probes.Concat(checks).FirstOrDefault() is { } path ? $"/{path.TrimStart('/')}" : null;
    }
}

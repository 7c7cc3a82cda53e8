#pragma warning disable ASPIREPROBES001 // Probes are experimental in Aspire.

using Aspire.Hosting.JavaScript;

/// <summary>How the application stands in a cluster. Figures are HEAL7's; Aegis asks for the same numbers of instances.</summary>
internal static partial class Kubernetes
{
    private static readonly Stage[] s_full = [Stage.Prod, Stage.Perf];

    /// <param name="services">All but the gateway, which others reach them by.</param>
    /// <param name="shop">What browsers load.</param>
    public static void Publish(
        IDistributedApplicationBuilder builder,
        IReadOnlyList<IResourceBuilder<ProjectResource>> services,
        IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<JavaScriptAppResource> shop
    )
    {
        builder.AddKubernetesEnvironment("kubernetes");
        foreach (var service in services.Append(gateway))
        {
            service
                .WithServiceFigures()
                .WithHttpProbe(ProbeType.Readiness, "/health", initialDelaySeconds: 5, periodSeconds: 5, timeoutSeconds: 3)
                .WithHttpProbe(ProbeType.Liveness, "/alive", initialDelaySeconds: 30, periodSeconds: 10, timeoutSeconds: 3);
        }
        shop.WithServiceFigures();

        // Users signs the tokens that come in at the gateway; what it did not sign goes no further.
        services
            .Single(service => service.Resource.Name == "users")
            .WithIntent(new TokenIssuer("http://users") { CheckedBy = [gateway.Resource.Name] });

        // What is public is also scaled by what is asked of it, and new versions of it are tried on a few.
        var busy = new Scaling(3, 20)
        {
            Cpu = 70,
            Memory = 80,
            RequestsPerSecond = 100,
        };
        gateway.WithScaling(busy, s_full).WithRollout(new(RolloutStrategy.Canary) { CanaryWeight = 10 }, s_full).Expose("/api");
        // A web server with files counts no requests that a rule could be made of.
        shop.WithScaling(busy with { RequestsPerSecond = null }, s_full).WithRollout(new(RolloutStrategy.BlueGreen), s_full).Expose("/");
    }

    private static IResourceBuilder<T> WithServiceFigures<T>(this IResourceBuilder<T> service)
        where T : IComputeResource =>
        service
            .WithResources(new("250m", "256Mi", "500m", "512Mi"))
            .WithScaling(new(1))
            .WithScaling(new(2), Stage.Staging)
            .WithScaling(new(3, 20) { Cpu = 70, Memory = 80 }, s_full)
            .WithDisruptionBudget(new(MaxUnavailable: 1));

    /// <summary>The shop and what its pages ask have one host; perf is for whoever measures.</summary>
    private static void Expose<T>(this IResourceBuilder<T> service, string path)
        where T : IComputeResource =>
        service
            .WithExposure(new("shop.dev.example.com") { Path = path }, Stage.Dev)
            .WithExposure(new("shop.staging.example.com") { Path = path }, Stage.Staging)
            .WithExposure(new("shop.example.com", "www.shop.example.com") { Path = path }, Stage.Prod)
            .WithExposure(new("shop.perf.example.com") { Path = path, IsPublic = false }, Stage.Perf);
}

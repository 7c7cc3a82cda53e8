using Aspire.Hosting;
using Platform.Hosting.Deployment;
using Publishing.Tests.Mesh;
using Publishing.Tests.Support;

namespace Publishing.Tests.Kubernetes;

public class EntranceTests
{
    [Fact]
    public async Task What_is_exposed_has_an_ingress_and_a_route_with_the_hosts_certificate()
    {
        var cluster = await Cluster.OfAsync(
            Stage.Prod,
            builder =>
            {
                builder
                    .AddContainer("gateway", "gateway", "1.0")
                    .WithHttpEndpoint(targetPort: 8080)
                    .WithExposure(new("shop.example.com") { Path = "/api" });
                builder
                    .AddContainer("admin", "admin", "1.0")
                    .WithHttpEndpoint(targetPort: 8080)
                    .WithExposure(new("admin.example.com") { IsPublic = false });
            }
        );

        var entrances = cluster.Objects.Where(one => one.Component is "ingress" or "gateway-api").ToList();
        entrances.SelectMany(one => SchemaCheck.Kubernetes(one.Tree)).ShouldBeEmpty();
        var ingress = entrances.Single(one => one is { Kind: "Ingress", Name: "gateway" }).Tree;
        ingress.Text("spec.rules.0.http.paths.0.path").ShouldBe("/api");
        ingress.Text("spec.tls.0.secretName").ShouldBe("shop-tls");
        entrances.Single(one => one is { Kind: "Ingress", Name: "admin" }).Tree.Text("spec.ingressClassName").ShouldBe("nginx-internal");
        var route = entrances.Single(one => one is { Kind: "HTTPRoute", Name: "gateway" }).Tree;
        var gateway = entrances.Single(one => one is { Kind: "Gateway", Name: "shop" }).Tree;
        gateway
            .ListAt("spec.listeners")
            .Select(listener => (string?)listener["name"])
            .ShouldContain(route.Text("spec.parentRefs.0.sectionName"));
    }

    [Fact]
    public async Task Nobody_of_the_people_may_read_secrets_and_pods_have_no_token()
    {
        foreach (var model in (await RealGraph.GetAsync()).Models)
        {
            var cluster = Cluster.Of(model);
            cluster
                .Objects.Where(one => one is { Kind: "Role", Name: "developers" or "operators" })
                .SelectMany(one => one.Tree.ListAt("rules"))
                // External Secrets copies those that are named.
                .Where(rule => rule.ListAt("resourceNames").Count == 0)
                .SelectMany(rule => rule.ListAt("resources"))
                .ShouldAllBe(resource => (string?)resource != "secrets" && (string?)resource != "*");
            foreach (var workload in model.Workloads)
            {
                ((bool)cluster.Get("ServiceAccount", workload.Name)["automountServiceAccountToken"]!).ShouldBeFalse();
            }
        }
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Publishing.Tests.Support;

namespace Publishing.Tests.Kubernetes;

public class NetworkPolicyTests
{
    [Fact]
    public async Task In_the_real_graph_what_an_edge_says_is_allowed_and_nothing_else()
    {
        foreach (var model in (await RealGraph.GetAsync()).Models)
        {
            ShouldAllowItsEdgesAlone(Cluster.Of(model));
        }
    }

    [Fact]
    public async Task A_new_reference_adds_the_two_policies_of_that_edge_and_changes_none()
    {
        var before = await Cluster.OfAsync(Stage.Prod, builder => Shop(builder, isRated: false));
        var after = await Cluster.OfAsync(Stage.Prod, builder => Shop(builder, isRated: true));

        var old = Policies(before);
        var now = Policies(after);
        now.Keys.Except(old.Keys).ShouldBe(["cart.to.ratings.egress", "cart.to.ratings.ingress"], ignoreOrder: true);
        old.ShouldAllBe(policy => now[policy.Key] == policy.Value);
    }

    [Fact]
    public async Task A_system_outside_is_reached_in_its_address_ranges_and_on_its_port_alone()
    {
        var cluster = await Cluster.OfAsync(
            Stage.Prod,
            builder =>
            {
                var bank = builder
                    .AddContainer("bank", "bank", "1.0")
                    .WithHttpEndpoint(targetPort: 8080)
                    .AsMockOf(new("the bank") { AddressRanges = ["203.0.113.0/24"] });
                builder.AddContainer("cart", "cart", "1.0").WithReference(bank.GetEndpoint("http"));
            }
        );

        var network = new ClusterNetwork(cluster);
        var cart = network.Pods.Single(pod => pod.Name == "cart");
        network.Allows(cart, Place.Outside("203.0.113.7"), new("", 443)).ShouldBeTrue();
        network.Allows(cart, Place.Outside("203.0.113.7"), new("", 80)).ShouldBeFalse();
        network.Allows(cart, Place.Outside("203.0.114.7"), new("", 443)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_from_outside_gets_in_but_through_the_entrance()
    {
        var cluster = await Cluster.OfAsync(Stage.Prod, builder => Shop(builder, isRated: false));

        var network = new ClusterNetwork(cluster);
        var cart = network.Pods.Single(pod => pod.Name == "cart");
        network.Allows(Place.Outside("198.51.100.1"), cart, new("http", 8080)).ShouldBeFalse();
        network.Allows(new("controller", "ingress-nginx", []), cart, new("http", 8080)).ShouldBeTrue();
        network.Allows(new("controller", "ingress-nginx", []), network.Pods[0], new("http", 8080)).ShouldBeFalse();
    }

    /// <summary>Every pair of pods, on every port that one of them listens on.</summary>
    internal static void ShouldAllowItsEdgesAlone(Cluster cluster)
    {
        var network = new ClusterNetwork(cluster);
        var model = cluster.Model;
        foreach (var to in network.Pods)
        {
            var ports = model.Edges.Where(edge => edge.To.Name == to.Name).SelectMany(edge => edge.Ports).Distinct().ToList();
            foreach (var from in network.Pods)
            {
                foreach (var port in ports)
                {
                    network
                        .Allows(from, to, port)
                        .ShouldBe(HasEdge(model, from, to, port), $"{model.Stage}: {from.Name} to {to.Name}:{port.Number}");
                }
            }
        }
    }

    private static bool HasEdge(DeploymentModel model, Place from, Place to, EdgePort port) =>
        model.Edges.Any(edge =>
            Is(edge.From, from)
            && Is(edge.To, to)
            && (edge.Ports.Count == 0 || edge.Ports.Any(one => one.Number == port.Number && one.Protocol == port.Protocol))
        );

    private static bool Is(EdgeEnd end, Place place) =>
        end.Kind is EdgeEndKind.Workload or EdgeEndKind.Store
        && (
            end.Name == place.Name
            || (end.Name == "*" && place.Namespace.EndsWith("-data", StringComparison.Ordinal) == (end.Kind is EdgeEndKind.Store))
        );

    private static Dictionary<string, string> Policies(Cluster cluster) =>
        cluster
            .Objects.Where(one => one.Kind == "NetworkPolicy" && !one.Name.StartsWith("deny-all", StringComparison.Ordinal))
            .Where(one => one.Component == "" && one.Name != "allow-within")
            .ToDictionary(one => one.Name, one => one.Tree.ToJsonString());

    private static void Shop(IDistributedApplicationBuilder builder, bool isRated)
    {
        var ratings = builder.AddContainer("ratings", "ratings", "1.0").WithHttpEndpoint(targetPort: 8080);
        var postgres = builder.AddPostgres("postgres");
        var cart = builder
            .AddContainer("cart", "cart", "1.0")
            .WithHttpEndpoint(targetPort: 8080)
            .WithExternalHttpEndpoints()
            .WithReference(postgres.AddDatabase("carts"));
        if (isRated)
        {
            cart.WithReference(ratings.GetEndpoint("http"));
        }
    }
}

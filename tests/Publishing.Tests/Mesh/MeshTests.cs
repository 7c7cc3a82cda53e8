using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Certificates;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Mesh;
using Publishing.Tests.Support;

namespace Publishing.Tests.Mesh;

public class MeshTests
{
    private static readonly IKubernetesContributor[] s_all =
    [
        new PeerAuthentications(),
        new AuthorizationPolicies(),
        new RequestAuthentications(),
        new DestinationRules(),
        new MeshGateways(),
        new VirtualServices(),
        new CertificateIssuers(),
        new HostCertificates(),
    ];

    private static Shop Heal7(Stage stage) =>
        new Shop(stage)
            .Add("users", users => users.WithIntent(new TokenIssuer("http://users") { CheckedBy = ["gateway"] }))
            .Add("gateway", gateway => gateway.WithExposure(new("heal7.com", "api.heal7.com") { Path = "/api/" }).WithScaling(new(3, 20)))
            .Add("storefront", shop => shop.WithExposure(new("heal7.com", "www.heal7.com")).WithRollout(new(RolloutStrategy.Canary)))
            .Add("migrate", kind: Platform.Hosting.Publishing.Model.WorkloadKind.Step)
            .Calls("internet", "gateway")
            .Calls("internet", "storefront")
            .Calls("storefront", "gateway")
            .Calls("gateway", "users");

    [Fact]
    public void Every_object_fits_its_schema_in_every_stage()
    {
        foreach (var stage in Stages.All)
        {
            var objects = Heal7(stage).Objects(s_all);
            objects.SelectMany(one => SchemaCheck.Kubernetes(one.Tree)).ShouldBeEmpty();
            objects.Select(one => one.Id).ShouldBeUnique();
        }
    }

    [Fact]
    public void Nobody_may_call_anybody_but_along_an_edge_by_the_callers_account_and_the_callees_port()
    {
        var policies = Heal7(Stage.Prod).Objects(new AuthorizationPolicies()).ToDictionary(one => one.Name, one => one.Tree);

        policies.Keys.ShouldBe(["deny-by-default", "users", "gateway", "storefront"]);
        policies["deny-by-default"].At("spec")!.AsObject().ShouldBeEmpty();
        var rule = policies["users"].ListAt("spec.rules").ShouldHaveSingleItem();
        rule.Text("from.0.source.principals.0").ShouldBe("cluster.local/ns/shop/sa/gateway");
        rule.Text("to.0.operation.ports.0").ShouldBe("8080");
        policies["gateway"]
            .ListAt("spec.rules")
            .Select(one => one.Text("from.0.source.principals.0"))
            .ShouldBe(["cluster.local/ns/istio-system/sa/*", "cluster.local/ns/shop/sa/storefront"]);
    }

    [Fact]
    public void Nothing_is_spoken_without_mutual_tls() =>
        Heal7(Stage.Dev).Objects(new PeerAuthentications()).ShouldHaveSingleItem().Tree.Text("spec.mtls.mode").ShouldBe("STRICT");

    [Fact]
    public void Tokens_are_looked_at_where_they_come_in_by_the_keys_that_users_shows()
    {
        var authentication = Heal7(Stage.Prod).Objects(new RequestAuthentications()).ShouldHaveSingleItem();

        authentication.Name.ShouldBe("gateway");
        authentication.Tree.Text("spec.jwtRules.0.issuer").ShouldBe("http://users");
        authentication.Tree.Text("spec.jwtRules.0.jwksUri").ShouldBe("http://users.shop.svc.cluster.local:8080/.well-known/jwks.json");
    }

    [Fact]
    public void Requests_from_outside_go_by_host_and_the_longest_path()
    {
        var routes = Heal7(Stage.Prod)
            .Objects(new VirtualServices())
            .Where(one => one.Name.EndsWith("-outside", StringComparison.Ordinal))
            .ToList();

        routes.Select(one => one.Name).ShouldBe(["gateway-storefront-outside", "gateway-outside", "storefront-outside"]);
        var both = routes[0].Tree;
        both.ListAt("spec.hosts").Select(host => (string)host!).ShouldBe(["heal7.com"]);
        both.ListAt("spec.http")
            .Select(one => one.Text("name"))
            .ShouldBe(["gateway-streams", "gateway", "storefront-canary", "storefront-streams", "storefront"]);
        both.Text("spec.http.1.match.0.uri.prefix").ShouldBe("/api/");
        both.Text("spec.http.1.route.0.destination.host").ShouldBe("gateway.shop.svc.cluster.local");
        both.Text("spec.http.1.retries.attempts").ShouldBe("3");
        both.Text("spec.http.0.timeout").ShouldBe("0s");
    }

    [Fact]
    public void A_canary_gets_its_share_and_whoever_asks_for_it_by_header()
    {
        var inside = Heal7(Stage.Prod).Objects(new VirtualServices()).Single(one => one.Name == "storefront").Tree;

        inside.Text("spec.http.0.match.0.headers.canary.exact").ShouldBe("true");
        inside.ListAt("spec.http.0.route").ShouldHaveSingleItem().Text("destination.subset").ShouldBe("canary");
        inside
            .ListAt("spec.http.2.route")
            .Select(one => (one.Text("destination.subset"), one.Text("weight")))
            .ShouldBe([("stable", "90"), ("canary", "10")]);

        var rule = Heal7(Stage.Prod).Objects(new DestinationRules()).Single(one => one.Name == "storefront").Tree;
        rule.ListAt("spec.subsets").Select(one => one.Text("labels.version")).ShouldBe(["stable", "canary"]);
    }

    [Fact]
    public void An_instance_that_fails_is_left_alone_unless_it_is_the_only_one()
    {
        var rules = Heal7(Stage.Prod).Objects(new DestinationRules()).ToDictionary(one => one.Name, one => one.Tree);

        rules["gateway"].Text("spec.trafficPolicy.outlierDetection.consecutiveGatewayErrors").ShouldBe("5");
        rules["users"].At("spec.trafficPolicy.outlierDetection").ShouldBeNull();
        rules["users"].Text("spec.trafficPolicy.connectionPool.tcp.connectTimeout").ShouldBe("2s");
    }

    [Fact]
    public void The_door_is_encrypted_with_a_certificate_that_covers_every_host()
    {
        var objects = Heal7(Stage.Prod).Objects(s_all);
        var gateway = objects.Single(one => one.Kind == "Gateway").Tree;

        gateway.Text("spec.servers.0.tls.mode").ShouldBe("SIMPLE");
        gateway.Text("spec.servers.1.tls.httpsRedirect").ShouldBe("true");
        var certificates = objects.Where(one => one.Kind == "Certificate").ToDictionary(one => one.Namespace, one => one.Tree);
        certificates.Keys.ShouldBe(["shop", "istio-system"]);
        certificates["istio-system"].Text("spec.secretName").ShouldBe(gateway.Text("spec.servers.0.tls.credentialName"));
        foreach (var certificate in certificates.Values)
        {
            certificate.ListAt("spec.dnsNames").Select(name => (string)name!).ShouldBe(["heal7.com", "api.heal7.com", "www.heal7.com"]);
            certificate.Text("spec.issuerRef.name").ShouldBe("letsencrypt-prod");
        }
    }

    [Theory]
    [InlineData(Stage.Dev, "letsencrypt-staging", "https://acme-staging-v02.api.letsencrypt.org/directory")]
    [InlineData(Stage.Prod, "letsencrypt-prod", "https://acme-v02.api.letsencrypt.org/directory")]
    public void Certificates_are_practised_with_before_they_count(Stage stage, string name, string server)
    {
        var issuer = Heal7(stage).Objects(new CertificateIssuers()).ShouldHaveSingleItem();

        issuer.Name.ShouldBe(name);
        issuer.Namespace.ShouldBeEmpty();
        issuer.Tree.Text("spec.acme.server").ShouldBe(server);
    }

    [Fact]
    public void What_is_for_the_organisation_has_a_door_and_an_authority_of_its_own()
    {
        var objects = new Shop(Stage.Prod)
            .Add("admin", admin => admin.WithExposure(new("admin.heal7.com") { IsPublic = false }))
            .Objects(s_all);

        objects.SelectMany(one => SchemaCheck.Kubernetes(one.Tree)).ShouldBeEmpty();
        var gateway = objects.Single(one => one.Kind == "Gateway").Tree;
        gateway.Text("spec.selector.istio").ShouldBe("ingressgateway-internal");
        objects.ShouldNotContain(one => one.Name.StartsWith("letsencrypt", StringComparison.Ordinal));
        objects.Count(one => one.Kind == "ClusterIssuer" && one.Tree.Text("spec.ca.secretName") == "shop-internal-authority").ShouldBe(1);
    }
}

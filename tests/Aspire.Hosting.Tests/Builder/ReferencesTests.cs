using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Model;

namespace Aspire.Hosting.Tests.Builder;

public class ReferencesTests
{
    private readonly IDistributedApplicationBuilder _builder = Graph.ToRun("--ConnectionStrings:legacy=Server=old");

    [Fact]
    public async Task A_reference_to_an_endpoint_tells_its_address_twice()
    {
        var mail = Mail();
        var worker = Worker().WithReference(mail.GetEndpoint("web-ui"));
        var environment = await worker.EnvironmentAsync();
        environment["services__my-mail__web-ui__0"].ShouldBe("http://localhost:5000");
        environment["MY_MAIL_WEB_UI"].ShouldBe("http://localhost:5000");
        environment.Keys.ShouldNotContain(name => name.Contains("smtp", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task References_to_two_endpoints_of_a_resource_add_up()
    {
        var mail = Mail();
        var worker = Worker().WithReference(mail.GetEndpoint("web-ui")).WithReference(mail.GetEndpoint("smtp"));
        var environment = await worker.EnvironmentAsync();
        environment["services__my-mail__smtp__0"].ShouldBe("tcp://localhost:5002");
        environment["services__my-mail__web-ui__0"].ShouldBe("http://localhost:5000");
        worker.Resource.Annotations.OfType<EndpointReferenceAnnotation>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_reference_may_bear_another_name()
    {
        var api = _builder.AddResource(new Service("api")).WithHttpEndpoint().Allocated();
        var environment = await Worker().WithReference(api, "backend").EnvironmentAsync();
        environment["services__backend__http__0"].ShouldBe("http://localhost:5000");
        environment["BACKEND_HTTP"].ShouldBe("http://localhost:5000");
    }

    [Fact]
    public async Task An_endpoint_can_stay_out_of_references_to_the_whole()
    {
        var api = _builder.AddResource(new Service("api")).WithHttpEndpoint().WithHttpEndpoint(name: "admin").Allocated();
        api.WithEndpoint("admin", endpoint => endpoint.ExcludeReferenceEndpoint = true);
        (await Worker().WithReference(api).EnvironmentAsync()).ShouldNotContainKey("API_ADMIN");
        (await Worker("other").WithReference(api.GetEndpoint("admin")).EnvironmentAsync()).ShouldContainKey("API_ADMIN");
    }

    [Theory]
    [InlineData(ReferenceEnvironmentInjectionFlags.None, 0, 0, 0)]
    [InlineData(ReferenceEnvironmentInjectionFlags.ServiceDiscovery, 1, 0, 0)]
    [InlineData(ReferenceEnvironmentInjectionFlags.Endpoints, 0, 1, 0)]
    [InlineData(ReferenceEnvironmentInjectionFlags.ConnectionString, 0, 0, 1)]
    [InlineData(ReferenceEnvironmentInjectionFlags.All, 1, 1, 1)]
    public async Task What_references_tell_can_be_chosen(
        ReferenceEnvironmentInjectionFlags flags,
        int discovery,
        int endpoints,
        int connectionStrings
    )
    {
        var worker = Worker()
            .WithReference(Mail().GetEndpoint("web-ui"))
            .WithReference(_builder.AddConnectionString("legacy"))
            .WithReferenceEnvironment(flags);
        var names = (await worker.EnvironmentAsync()).Keys.ToList();
        names.Count(name => name.StartsWith("services__", StringComparison.Ordinal)).ShouldBe(discovery);
        names.Count(name => name == "MY_MAIL_WEB_UI").ShouldBe(endpoints);
        names.Count(name => name == "ConnectionStrings__legacy").ShouldBe(connectionStrings);
    }

    [Fact]
    public async Task A_connection_string_is_told_under_its_own_or_another_name()
    {
        var legacy = _builder.AddConnectionString("legacy");
        (await Worker().WithReference(legacy).EnvironmentAsync())["ConnectionStrings__legacy"].ShouldBe("Server=old");
        (await Worker("other").WithReference(legacy, "main").EnvironmentAsync())["ConnectionStrings__main"].ShouldBe("Server=old");
        var named = _builder.AddConnectionString("third", "LEGACY_DB");
        _builder.Configuration["ConnectionStrings:third"] = "x";
        (await Worker("one-more").WithReference(named).EnvironmentAsync())["LEGACY_DB"].ShouldBe("x");
    }

    [Fact]
    public async Task A_missing_connection_string_fails_unless_it_is_optional()
    {
        var absent = _builder.AddConnectionString("absent");
        var fault = await Should.ThrowAsync<DistributedApplicationException>(() => Worker().WithReference(absent).EnvironmentAsync());
        fault.Message.ShouldContain("ConnectionStrings:absent");
        (await Worker("other").WithReference(absent, optional: true).EnvironmentAsync()).ShouldNotContainKey("ConnectionStrings__absent");
    }

    [Fact]
    public async Task Connection_properties_can_be_added_and_replaced()
    {
        var legacy = _builder.AddConnectionString("my-db", ReferenceExpression.Create($"Host=h"));
        var environment = await Worker()
            .WithReference(
                legacy.WithConnectionProperty("Host", "h").WithConnectionProperty("Region", "kr").WithConnectionProperty("host", "h2")
            )
            .EnvironmentAsync();
        environment["MY_DB_HOST"].ShouldBe("h2");
        environment["MY_DB_REGION"].ShouldBe("kr");
        (await legacy.Resource.GetConnectionProperty("region").ValueAsync()).ShouldBe("kr");
        Should.Throw<KeyNotFoundException>(() => legacy.Resource.GetConnectionProperty("port")).Message.ShouldContain("Region");
    }

    [Fact]
    public async Task An_external_service_is_told_by_its_scheme()
    {
        var vendor = _builder.AddExternalService("vendor", "https://example.test/api/");
        var address = _builder.AddParameter("address", "http://elsewhere.test/");
        var other = _builder.AddExternalService("other", address);
        var environment = await Worker().WithReference(vendor).WithReference(other).EnvironmentAsync();
        environment["services__vendor__https__0"].ShouldBe("https://example.test/api/");
        environment["services__other__http__0"].ShouldBe("http://elsewhere.test/");
        environment["OTHER"].ShouldBe("http://elsewhere.test/");
    }

    [Theory]
    [InlineData("example.test")]
    [InlineData("https://example.test/api")]
    [InlineData("https://example.test/#top")]
    public void An_external_service_needs_an_address_that_paths_can_be_put_onto(string url) =>
        Should.Throw<ArgumentException>(() => _builder.AddExternalService("vendor", url));

    [Fact]
    public void References_show_as_relationships()
    {
        var mail = Mail();
        var password = _builder.AddParameter("password", secret: true);
        var worker = Worker()
            .WithEnvironment("MAIL", ReferenceExpression.Create($"{mail.GetEndpoint("smtp")}?p={password}"))
            .WithReference(mail.GetEndpoint("smtp"));
        worker
            .Resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Select(relationship => (relationship.Resource.Name, relationship.Type))
            .Distinct()
            .ShouldBe([("my-mail", "Reference"), ("password", "Reference")], ignoreOrder: true);
    }

    [Fact]
    public async Task Dependencies_are_found_through_values_waits_and_parents()
    {
        var mail = Mail();
        var worker = Worker().WithEnvironment("MAIL", mail.GetEndpoint("smtp"));
        var gateway = _builder.AddExecutable("gateway", "gateway", ".").WaitFor(worker);
        var all = await gateway.Resource.GetResourceDependenciesAsync(_builder.ExecutionContext);
        all.Select(resource => resource.Name).ShouldBe(["worker", "my-mail"], ignoreOrder: true);
        var direct = await gateway.Resource.GetResourceDependenciesAsync(
            _builder.ExecutionContext,
            ResourceDependencyDiscoveryMode.DirectOnly
        );
        direct.Select(resource => resource.Name).ShouldBe(["worker"]);
    }

    private IResourceBuilder<ContainerResource> Mail() =>
        _builder.AddContainer("my-mail", "axllent/mailpit").WithHttpEndpoint(name: "web-ui").WithEndpoint(name: "smtp").Allocated();

    private IResourceBuilder<ExecutableResource> Worker(string name = "worker") => _builder.AddExecutable(name, "worker", ".");

    private sealed class Service(string name) : ContainerResource(name), IResourceWithServiceDiscovery;
}

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Model;

namespace Aspire.Hosting.Tests.Expressions;

public class EndpointReferenceTests
{
    [Fact]
    public async Task A_value_is_waited_for_until_the_endpoint_is_allocated()
    {
        var api = Graph.ToRun().AddContainer("api", "nginx").WithHttpEndpoint(targetPort: 80);
        var url = api.GetEndpoint("http").GetValueAsync(TestContext.Current.CancellationToken).AsTask();
        url.IsCompleted.ShouldBeFalse();

        api.Allocated(8080);

        (await url).ShouldBe("http://localhost:8080");
    }

    [Fact]
    public async Task A_wait_for_an_endpoint_that_never_comes_ends_when_cancelled()
    {
        using var impatient = new CancellationTokenSource();
        var url = Graph.ToRun().AddContainer("api", "nginx").WithHttpEndpoint().GetEndpoint("http").GetValueAsync(impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => url);
    }

    [Theory]
    [InlineData(EndpointProperty.Url, "http://localhost:5000")]
    [InlineData(EndpointProperty.Host, "localhost")]
    [InlineData(EndpointProperty.IPV4Host, "127.0.0.1")]
    [InlineData(EndpointProperty.Port, "5000")]
    [InlineData(EndpointProperty.Scheme, "http")]
    [InlineData(EndpointProperty.TargetPort, "5001")]
    [InlineData(EndpointProperty.HostAndPort, "localhost:5000")]
    [InlineData(EndpointProperty.TlsEnabled, "False")]
    public async Task Each_property_has_its_value(EndpointProperty property, string expected)
    {
        var api = Graph.ToRun().AddContainer("api", "nginx").WithHttpEndpoint().Allocated();
        (await api.GetEndpoint("http").Property(property).ValueAsync()).ShouldBe(expected);
    }

    [Fact]
    public void An_endpoint_may_be_referred_to_before_it_is_declared()
    {
        var api = Graph.ToRun().AddContainer("api", "nginx");
        var http = api.GetEndpoint("http");
        http.Exists.ShouldBeFalse();
        api.WithHttpEndpoint(targetPort: 80);
        http.Exists.ShouldBeTrue();
        http.TargetPort.ShouldBe(80);
    }

    [Fact]
    public void A_missing_endpoint_is_named_together_with_those_there_are()
    {
        var api = Graph.ToRun().AddContainer("api", "nginx").WithHttpEndpoint();
        var fault = Should.Throw<InvalidOperationException>(() => api.GetEndpoint("htpp").Url);
        fault.Message.ShouldContain("`htpp`");
        fault.Message.ShouldContain("`api`");
        fault.Message.ShouldContain("`http`");
    }

    [Fact]
    public void An_address_asked_for_too_early_says_so()
    {
        var api = Graph.ToRun().AddContainer("api", "nginx").WithHttpEndpoint();
        Should.Throw<InvalidOperationException>(() => api.GetEndpoint("http").Port).Message.ShouldContain("not allocated");
    }

    [Fact]
    public async Task An_endpoint_has_one_address_for_each_network()
    {
        var api = Graph.ToRun().AddContainer("api", "nginx").WithHttpEndpoint().Allocated();
        var containers = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
        var annotation = api.GetEndpoint("http").EndpointAnnotation;
        annotation.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
            containers,
            new AllocatedEndpoint(annotation, "api", 80, EndpointBindingMode.SingleAddress, networkId: containers)
        );

        var asContainer = new ValueProviderContext { Network = containers };
        (await api.GetEndpoint("http").GetValueAsync(asContainer, TestContext.Current.CancellationToken)).ShouldBe("http://api:80");
        (await api.GetEndpoint("http", containers).ValueAsync()).ShouldBe("http://api:80");
        (await api.GetEndpoint("http").ValueAsync()).ShouldBe("http://localhost:5000");
    }

    [Fact]
    public void Without_a_proxy_port_and_target_port_are_one()
    {
        var api = Graph.ToRun().AddContainer("api", "nginx").WithHttpEndpoint(targetPort: 80, isProxied: false);
        api.GetEndpoint("http").EndpointAnnotation.Port.ShouldBe(80);
        api.WithEndpoint("http", endpoint => endpoint.IsProxied = true);
        api.GetEndpoint("http").EndpointAnnotation.Port.ShouldBeNull();
    }

    [Fact]
    public async Task A_target_port_given_at_start_replaces_the_declared_one()
    {
        var api = Graph.ToRun().AddExecutable("api", "api", ".").WithHttpEndpoint(port: 8080, targetPort: 8080, env: "PORT");
        (await api.EnvironmentAsync())["PORT"].ShouldBe("8080");
        (await api.Allocated(8080).EnvironmentAsync())["PORT"].ShouldBe("8081");
    }
}

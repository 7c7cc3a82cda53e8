using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Platform.ServiceDefaults.Discovery;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class DiscoveryTests
{
    [Theory]
    [InlineData("http://catalog/p?q=1", "http://127.0.0.1:5001/p?q=1")]
    [InlineData("https+http://catalog/p", "https://127.0.0.1:5002/p")]
    [InlineData("https+http://plain/p", "http://127.0.0.1:5003/p")]
    [InlineData("http://_admin.catalog/", "http://127.0.0.1:5004/")]
    [InlineData("http://bare/", "http://127.0.0.1:5005/")]
    [InlineData("https://plain/", "https://plain/")]
    [InlineData("http://outside/p", "https://pg.example.com/p")]
    [InlineData("http://example.test:81/x", "http://example.test:81/x")]
    [InlineData("https+http://example.test/x", "https://example.test/x")]
    public void A_name_becomes_the_address_that_the_configuration_gives_it(string asked, string expected)
    {
        using var endpoints = new ServiceEndpoints(
            Configuration(
                ("services:catalog:http:0", "http://127.0.0.1:5001"),
                ("services:catalog:https:0", "https://127.0.0.1:5002"),
                ("services:plain:http:0", "http://127.0.0.1:5003"),
                ("services:catalog:admin:0", "http://127.0.0.1:5004"),
                ("services:bare:http:0", "127.0.0.1:5005"),
                ("services:outside:http:0", "https://pg.example.com")
            )
        );

        endpoints.Next(new Uri(asked)).ShouldBe(new Uri(expected));
    }

    [Fact]
    public void Several_addresses_take_turns()
    {
        using var endpoints = new ServiceEndpoints(
            Configuration(("services:catalog:http:0", "http://127.0.0.1:1"), ("services:catalog:http:1", "http://127.0.0.1:2"))
        );

        Enumerable.Range(0, 4).Select(_ => endpoints.Next(new Uri("http://catalog")).Port).ShouldBe([1, 2, 1, 2]);
    }

    [Fact]
    public void A_reload_of_the_configuration_counts()
    {
        var configuration = Configuration(("services:catalog:http:0", "http://127.0.0.1:1"));
        using var endpoints = new ServiceEndpoints(configuration);
        endpoints.Next(new Uri("http://catalog")).Port.ShouldBe(1);

        configuration["services:catalog:http:0"] = "http://127.0.0.1:2";
        configuration.Reload();

        endpoints.Next(new Uri("http://catalog")).Port.ShouldBe(2);
    }

    [Fact]
    public async Task A_client_of_the_factory_reaches_a_service_by_name()
    {
        await using var catalog = await LocalApp.StartAsync(map: app => app.MapGet("/name", () => "catalog"));
        await using var caller = await LocalApp.StartAsync(configuration: ("services:catalog:http:0", catalog.Address));

        (await caller.Outgoing().GetStringAsync("https+http://catalog/name")).ShouldBe("catalog");
    }

    private static IConfigurationRoot Configuration(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(one => one.Key, one => one.Value)).Build();
}

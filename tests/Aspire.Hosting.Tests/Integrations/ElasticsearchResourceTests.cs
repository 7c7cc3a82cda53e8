using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class ElasticsearchResourceTests
{
    [Fact]
    public async Task An_engine_is_told_the_password_and_what_the_images_variables_say()
    {
        var search = CreateBuilder("--Parameters:search-password=a-long-secret")
            .AddElasticsearch("search")
            .WithEnvironment("cluster.name", "shop")
            .WithEnvironment("node.name", "one")
            .WithEnvironment("ES_JAVA_OPTS", "-Xms512m -Xmx512m -XX:+UseG1GC -Xmx2g");

        var settings = await SettingsAsync(search.Resource);

        settings.ShouldBe(
            new ElasticsearchSettings("a-long-secret")
            {
                ClusterName = "shop",
                NodeName = "one",
                MemoryBudget = 2L << 30,
            }
        );
    }

    [Fact]
    public async Task Unless_told_otherwise_the_password_is_generated_and_stands_in_the_connection_string_as_it_is()
    {
        var search = CreateBuilder().AddElasticsearch("search");
        var endpoint = search.Resource.PrimaryEndpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 9200);

        var settings = await SettingsAsync(search.Resource);

        settings.Password!.Length.ShouldBeGreaterThanOrEqualTo(22);
        settings.MemoryBudget.ShouldBeNull();
        settings.Endpoint.ShouldBe("http://localhost:9200");
        (await ((IResourceWithConnectionString)search.Resource).GetConnectionStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            $"http://elastic:{settings.Password}@localhost:9200"
        );
    }

    [Fact]
    public async Task A_password_that_Elasticsearch_would_not_start_with_is_refused_with_the_remedy()
    {
        var builder = CreateBuilder("--Parameters:short=12345");
        var search = builder.AddElasticsearch("search", builder.AddParameter("short", secret: true));

        var exception = await Should.ThrowAsync<DistributedApplicationException>(() => SettingsAsync(search.Resource));

        exception.Message.ShouldContain("'search'");
        exception.Message.ShouldContain("Parameters:short");
        exception.Message.ShouldNotContain("12345");
    }

    [Fact]
    public async Task With_its_security_off_there_is_no_password()
    {
        var search = CreateBuilder().AddElasticsearch("search").WithEnvironment("xpack.security.enabled", "false");

        (await SettingsAsync(search.Resource)).Password.ShouldBeNull();
    }

    private static IDistributedApplicationBuilder CreateBuilder(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });

    private static async Task<ElasticsearchSettings> SettingsAsync(ElasticsearchResource search)
    {
        var annotation = search.Annotations.OfType<EngineAnnotation>().Single();
        annotation.SettingsType.ShouldBe(typeof(ElasticsearchSettings));
        var run = new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run);
        var settings = await annotation.Settings(new EngineSettingsContext(run, search, TestContext.Current.CancellationToken));
        return settings.ShouldBeOfType<ElasticsearchSettings>();
    }
}

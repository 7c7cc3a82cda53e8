using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.HealthChecks;
using Aspire.Hosting.Tests.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Tests.Builder;

public class UrlsAndCommandsTests
{
    private readonly IDistributedApplicationBuilder _builder = Graph.ToRun();
    private readonly Peer _peer = new();

    [Fact]
    public async Task Paths_are_put_onto_endpoints_and_endpoints_can_be_renamed()
    {
        var api = _builder
            .AddContainer("api", "nginx")
            .WithHttpEndpoint()
            .WithUrl("/docs", "Docs")
            .WithUrl($"http://example.test/{_builder.AddParameter("tenant", "kr")}")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Home")
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/admin" })
            .Allocated();
        var urls = await UrlEvaluator.EvaluateAsync(
            api.Resource,
            _builder.ExecutionContext,
            cancellationToken: TestContext.Current.CancellationToken
        );
        urls.Select(url => (url.Url, url.DisplayText))
            .ShouldBe([
                ("http://localhost:5000", "Home"),
                ("http://localhost:5000/docs", "Home"),
                ("http://example.test/kr", null),
                ("http://localhost:5000/admin", null),
            ]);
    }

    [Fact]
    public async Task A_command_over_HTTP_sends_what_it_says_and_judges_the_answer()
    {
        var api = _builder
            .AddContainer("api", "nginx")
            .WithHttpEndpoint()
            .WithHttpCommand("/reset", "Reset", commandName: "reset", commandOptions: new() { ResultMode = HttpCommandResultMode.Auto })
            .Allocated();
        (await ExecuteAsync(api)).Success.ShouldBeTrue();
        _peer.Asked.ShouldBe(["POST http://localhost:5000/reset"]);

        _peer.Status = HttpStatusCode.Conflict;
        var refused = await ExecuteAsync(api);
        refused.Success.ShouldBeFalse();
        refused.Message!.ShouldContain("409");
    }

    [Fact]
    public void A_command_over_HTTP_is_there_for_running_resources_only()
    {
        var api = _builder.AddContainer("api", "nginx").WithHttpEndpoint().WithHttpCommand("/reset", "Reset");
        State(api, KnownResourceStates.Running).ShouldBe(ResourceCommandState.Enabled);
        State(api, KnownResourceStates.Exited).ShouldBe(ResourceCommandState.Disabled);
    }

    [Fact]
    public void A_second_command_of_a_name_replaces_the_first()
    {
        var api = _builder
            .AddContainer("api", "nginx")
            .WithCommand("seed", "Seed", _ => Task.FromResult(CommandResults.Success()))
            .WithCommand("seed", "Seed again", _ => Task.FromResult(CommandResults.Success()));
        api.Resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.DisplayName).ShouldBe(["Seed again"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, HealthStatus.Healthy)]
    [InlineData(HttpStatusCode.ServiceUnavailable, HealthStatus.Unhealthy)]
    public async Task A_health_check_asks_the_path_and_wants_the_status(HttpStatusCode answer, HealthStatus expected)
    {
        _builder.AddContainer("api", "nginx").WithHttpHealthCheck("/health").WithHttpEndpoint().Allocated();
        _peer.Status = answer;
        var report = await Services().GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        report.Entries["api_http_/health_200_check"].Status.ShouldBe(expected);
        _peer.Asked.ShouldBe(["GET http://localhost:5000/health"]);
    }

    [Fact]
    public async Task A_health_check_says_when_nobody_listens_without_asking()
    {
        _builder.AddContainer("api", "nginx").WithHttpHealthCheck("/health").WithHttpEndpoint().Allocated();
        _peer.Listens = SocketError.ConnectionRefused;
        var report = await Services().GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        var entry = report.Entries["api_http_/health_200_check"];
        entry.Status.ShouldBe(HealthStatus.Unhealthy);
        entry.Description.ShouldBe("GET http://localhost:5000/health failed: Connection refused");
        _peer.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_health_check_of_a_replica_asks_that_replica_and_not_the_proxy()
    {
        var api = _builder.AddContainer("api", "nginx").WithHttpEndpoint().WithHttpHealthCheck("/health").Allocated();
        api.GetEndpoint("http").EndpointAnnotation.InstancePorts = new Dictionary<string, int> { ["api-1"] = 6001, ["api-2"] = 6002 };
        var checks = Services().GetRequiredService<HealthCheckService>();
        Run.ProbedInstance.Id = "api-2";
        await checks.CheckHealthAsync(TestContext.Current.CancellationToken);
        _peer.Asked.ShouldBe(["GET http://localhost:6002/health"]);
    }

    [Fact]
    public void A_health_check_over_an_endpoint_that_speaks_no_HTTP_is_refused()
    {
        var mail = _builder.AddContainer("mail", "mailpit").WithEndpoint(name: "smtp");
        var fault = Should.Throw<DistributedApplicationException>(() => mail.WithHttpHealthCheck(endpointName: "smtp"));
        fault.Message.ShouldContain("is not an HTTP endpoint");
        Should.Throw<DistributedApplicationException>(() => mail.WithHealthCheck("k").WithHealthCheck("k"));
    }

    private Task<ExecuteCommandResult> ExecuteAsync(IResourceBuilder<IResource> builder) =>
        builder
            .Resource.Annotations.OfType<ResourceCommandAnnotation>()
            .Single()
            .ExecuteCommand(
                new ExecuteCommandContext
                {
                    Services = Services(),
                    ResourceName = builder.Resource.Name,
                    Arguments = new([]),
                    Logger = NullLogger.Instance,
                    CancellationToken = TestContext.Current.CancellationToken,
                }
            );

    private static ResourceCommandState State(IResourceBuilder<IResource> builder, string state) =>
        builder
            .Resource.Annotations.OfType<ResourceCommandAnnotation>()
            .Single()
            .UpdateState(
                new UpdateCommandStateContext
                {
                    Services = new ServiceCollection().BuildServiceProvider(),
                    ResourceSnapshot = new CustomResourceSnapshot
                    {
                        ResourceType = "Container",
                        Properties = [],
                        State = state,
                    },
                }
            );

    private ServiceProvider Services()
    {
        _builder.Services.AddSingleton<ConnectProbe>((_, _, _) => Task.FromResult(_peer.Listens));
        _builder.Services.ConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(handlers => handlers.PrimaryHandler = _peer)
        );
        return _builder.Services.BuildServiceProvider();
    }

    private sealed class Peer : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public SocketError Listens { get; set; } = SocketError.Success;

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add($"{request.Method} {request.RequestUri}");
            return Task.FromResult(new HttpResponseMessage(Status) { RequestMessage = request });
        }
    }
}

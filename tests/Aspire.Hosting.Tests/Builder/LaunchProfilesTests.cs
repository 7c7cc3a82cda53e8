using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Model;

namespace Aspire.Hosting.Tests.Builder;

public sealed class LaunchProfilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-launch-");

    private string Project => Path.Combine(_folder.FullName, "Api", "Api.csproj");

    public LaunchProfilesTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "Api", "Properties"));
        File.WriteAllText(Project, "<Project />");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_first_project_profile_gives_endpoints_and_environment()
    {
        Settings(
            """
            { // comments and trailing commas are allowed here
              "profiles": {
                "IIS Express": { "commandName": "IISExpress", "applicationUrl": "http://localhost:1" },
                "http": {
                  "commandName": "Project", "applicationUrl": "http://localhost:5101;http://localhost:5102",
                  "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Staging" }, "commandLineArgs": "--a \"b c\"",
                },
              },
            }
            """
        );
        var api = Graph.ToRun().AddProject("api", Project);
        api.Resource.GetEndpoints().Select(e => (e.EndpointName, e.EndpointAnnotation.Port)).ShouldBe([("http", 5101), ("http2", 5102)]);
        var environment = await api.Allocated().EnvironmentAsync();
        environment["ASPNETCORE_ENVIRONMENT"].ShouldBe("Staging");
        environment["DOTNET_LAUNCH_PROFILE"].ShouldBe("http");
        environment["ASPNETCORE_URLS"].ShouldBe("http://localhost:5001;http://localhost:5003");
        environment.ShouldNotContainKey("ASPNETCORE_HTTPS_PORT");
        api.Resource.LaunchProfileArguments().ShouldBe(["--a", "b c"]);
    }

    [Fact]
    public async Task A_profile_can_be_chosen_by_name_or_left_out()
    {
        Settings(
            """{ "profiles": { "a": { "applicationUrl": "http://localhost:1001" }, "b": { "applicationUrl": "http://localhost:1002" } } }"""
        );
        Port(Graph.ToRun().AddProject("api", Project, "b")).ShouldBe(1002);
        Port(Graph.ToRun("--DOTNET_LAUNCH_PROFILE=b").AddProject("api", Project)).ShouldBe(1002);
        Port(Graph.ToRun("--DOTNET_LAUNCH_PROFILE=other").AddProject("api", Project)).ShouldBe(1001);
        var without = Graph.ToRun().AddProject("api", Project, launchProfileName: null);
        without.Resource.GetEndpoints().ShouldBeEmpty();
        (await without.EnvironmentAsync()).ShouldNotContainKey("DOTNET_LAUNCH_PROFILE");
    }

    [Fact]
    public void A_profile_that_is_not_there_is_named_with_those_that_are()
    {
        Settings("""{ "profiles": { "a": {}, "b": {} } }""");
        var fault = Should.Throw<DistributedApplicationException>(() => Graph.ToRun().AddProject("api", Project, "c"));
        fault.Message.ShouldContain("'c'");
        fault.Message.ShouldContain("a, b");
    }

    [Fact]
    public void A_missing_project_and_broken_settings_are_found_when_the_project_is_added()
    {
        var missing = Path.Combine(_folder.FullName, "None", "None.csproj");
        Should.Throw<DistributedApplicationException>(() => Graph.ToRun().AddProject("api", missing)).Message.ShouldContain(missing);
        Settings("{ \"profiles\": ");
        var fault = Should.Throw<DistributedApplicationException>(() => Graph.ToRun().AddProject("api", Project));
        fault.Message.ShouldContain("launchSettings.json");
    }

    [Fact]
    public async Task Without_launch_settings_endpoints_of_the_graph_are_told_and_filters_are_heeded()
    {
        var api = Graph
            .ToRun()
            .AddProject("api", Project)
            .WithHttpEndpoint()
            .WithHttpEndpoint(name: "admin")
            .WithEndpointsInEnvironment(endpoint => endpoint.Name != "admin")
            .Allocated();
        (await api.EnvironmentAsync())["ASPNETCORE_URLS"].ShouldBe("http://localhost:5001");
    }

    [Fact]
    public async Task A_published_web_project_listens_where_its_target_says()
    {
        Settings("""{ "profiles": { "https": { "applicationUrl": "https://localhost:7101" } } }""");
        var api = Graph.ToPublish().AddProject("api", Project).WithHttpEndpoint(targetPort: 9000, name: "admin");
        var environment = await api.EnvironmentAsync();
        environment["HTTP_PORTS"].ShouldBe("{api.bindings.http.targetPort};{api.bindings.admin.targetPort}");
        environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"].ShouldBe("true");
        environment.ShouldNotContainKey("ASPNETCORE_URLS");
        (await api.DisableForwardedHeaders().EnvironmentAsync()).ShouldNotContainKey("ASPNETCORE_FORWARDEDHEADERS_ENABLED");
    }

    [Theory]
    [InlineData("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4317", "http://localhost:4317", "grpc")]
    [InlineData("--DOTNET_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4319", "http://localhost:4319", "grpc")]
    [InlineData("--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:4318", "http://localhost:4318", "http/protobuf")]
    [InlineData("--none=", "http://localhost:18889", "grpc")]
    public async Task Telemetry_goes_where_configuration_says(string argument, string endpoint, string protocol)
    {
        var environment = await Graph.ToRun(argument).AddProject("api", Project).EnvironmentAsync();
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe(endpoint);
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"].ShouldBe(protocol);
    }

    [Theory]
    [InlineData("a b", new[] { "a", "b" })]
    [InlineData("  --x=\"1 2\"  \"\" ", new[] { "--x=1 2", "" })]
    [InlineData("say \\\"hi\\\"", new[] { "say", "\"hi\"" })]
    [InlineData(null, new string[0])]
    public void Arguments_of_a_profile_are_split_like_a_command_line(string? line, string[] expected) =>
        LaunchProfiles.SplitArguments(line).ShouldBe(expected);

    private void Settings(string json) =>
        File.WriteAllText(Path.Combine(_folder.FullName, "Api", "Properties", "launchSettings.json"), json);

    private static int? Port(IResourceBuilder<ProjectResource> api) => api.GetEndpoint("http").EndpointAnnotation.Port;
}

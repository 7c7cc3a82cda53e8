using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Orchestration.Tests.Graph;

/// <summary>What cannot run is refused before anything starts, in one message with the chain and the remedy.</summary>
public class PlanErrorTests
{
    [Fact]
    public async Task A_circle_of_waits_is_named_with_the_wait_to_remove()
    {
        var builder = TestGraph.Create();
        var a = builder.AddSleeper("a");
        var b = builder.AddSleeper("b").WaitFor(a);
        var c = builder.AddSleeper("c").WaitFor(b);
        a.WaitForStart(c);
        var refusal = await builder.RefusalAsync();
        refusal.ShouldContain("a -> c -> b -> a");
        refusal.ShouldContain("Remove one WaitFor");
    }

    [Fact]
    public async Task Circular_references_are_no_error()
    {
        var builder = TestGraph.Create();
        var a = builder.AddSleeper("a").WithHttpEndpoint();
        var b = builder.AddShell("b", "echo $A_HTTP; exec sleep 300").WithHttpEndpoint();
        b.WithEnvironment("A_HTTP", a.GetEndpoint("http"));
        a.WithEnvironment("B_HTTP", b.GetEndpoint("http"));
        await using var app = await builder.StartAsync();
        await app.LineAsync("b", "http://localhost:");
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var builder = TestGraph.Create();
        var project = Path.Combine(Directory.CreateTempSubdirectory().FullName, "Shop.csproj");
        File.WriteAllText(project, "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        builder.AddProject("shop", project);
        builder.AddSleeper("one").WithHttpEndpoint(port: 12345).WithHealthCheck("nobody-registered");
        builder.AddSleeper("two").WithHttpEndpoint(port: 12345);
        var refusal = await builder.RefusalAsync();
        refusal.ShouldContain($"'shop' is not built. Build it: dotnet build \"{project}\"");
        refusal.ShouldContain("'one' names the health check 'nobody-registered'");
        refusal.ShouldContain("AddHealthChecks()");
        refusal.ShouldContain("Port 12345 is asked for by 'one' (http) and 'two' (http)");
    }

    [Fact]
    public void A_missing_project_is_refused_where_it_is_added()
    {
        var builder = TestGraph.Create();
        var refusal = Should.Throw<DistributedApplicationException>(() => builder.AddProject("shop", "/no/such/Shop.csproj"));
        refusal.Message.ShouldContain("/no/such/Shop.csproj");
        refusal.Message.ShouldContain("'shop'");
    }

    [Fact]
    public void A_name_is_given_once()
    {
        var builder = TestGraph.Create();
        builder.AddSleeper("one");
        Should.Throw<DistributedApplicationException>(() => builder.AddSleeper("ONE")).Message.ShouldContain("already exists");
        Should.Throw<ArgumentException>(() => builder.AddSleeper("not valid"));
    }

    [Fact]
    public async Task A_parameter_without_a_value_fails_who_needs_it_and_says_where_to_put_one()
    {
        var builder = TestGraph.Create();
        var key = builder.AddParameter("api-key");
        builder.AddSleeper("service").WithEnvironment("KEY", key);
        builder.AddSleeper("other");
        await using var app = await builder.StartAsync();
        await app.HealthyAsync("other");
        await app.ReachAsync("service", KnownResourceStates.FailedToStart);
        app.LogOf("service").ShouldContain("Parameters:api-key");
        app.Now("api-key").State!.Text.ShouldBe(KnownResourceStates.ValueMissing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_port_that_the_graph_fixes_and_another_program_holds_is_told_with_the_holders_name(bool proxied)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        var builder = TestGraph.Create("--DcpPublisher:RandomizePorts=false");
        builder.AddSleeper("service").WithHttpEndpoint(port: port, isProxied: proxied);
        var refusal = await builder.RefusalAsync();
        refusal.ShouldContain("Endpoint 'http' of 'service'");
        refusal.ShouldContain(port.ToString());
        refusal.ShouldContain($"(pid {Environment.ProcessId})");
        refusal.ShouldContain("./up --instance");
    }

    [Fact]
    public async Task Only_what_is_named_and_what_it_needs_runs()
    {
        var builder = TestGraph.Create("--Platform:Only=service");
        var database = builder.AddSleeper("database");
        builder.AddSleeper("service").WaitFor(database);
        builder.AddSleeper("left-out");
        await using var app = await builder.StartAsync();
        await app.HealthyAsync("service");
        await app.HealthyAsync("database");
        app.ResourceNotifications.TryGetCurrentState("left-out", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_with_an_unknown_name_lists_those_there_are()
    {
        var builder = TestGraph.Create("--Platform:Only=servce");
        builder.AddSleeper("service");
        var refusal = await builder.RefusalAsync();
        refusal.ShouldContain("'servce'");
        refusal.ShouldContain("It has: service");
    }
}

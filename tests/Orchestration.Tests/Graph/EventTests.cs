using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Orchestration.Tests.Graph;

public class EventTests
{
    [Fact]
    public async Task The_events_of_a_resource_come_in_order()
    {
        var told = new ConcurrentQueue<string>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = TestGraph.Create();
        builder.OnBeforeStart((_, _) => Tell("before start"));
        builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => Tell("created"));
        var server = new Server("server");
        var database = new Database("database", server);
        builder
            .AddResource(server)
            .WithArgs("300")
            .WithHttpEndpoint()
            .OnInitializeResource((_, _, _) => Tell("initialize"))
            .OnResourceEndpointsAllocated((_, _, _) => Tell("endpoints"))
            .OnConnectionStringAvailable((_, _, _) => Tell("connection string"))
            .OnBeforeResourceStarted((_, _, _) => Tell("before resource started"))
            .OnResourceReady((_, _, _) => Tell("ready"))
            .OnResourceStopped(
                (_, _, _) =>
                {
                    Tell("stopped");
                    stopped.SetResult();
                    return Task.CompletedTask;
                }
            );
        builder.AddResource(database).OnConnectionStringAvailable((_, _, _) => Tell("connection string of the database"));
        await using (var app = await builder.StartAsync())
        {
            await app.HealthyAsync("server");
            await app.HealthyAsync("database");
            await app.CommandAsync("server", KnownResourceCommands.StopCommand);
            await stopped.Task.WaitAsync(TestGraph.Patience);
        }
        // The database's and the application's come when they come; what matters is what they come after.
        var all = told.ToList();
        all.IndexOf("connection string of the database").ShouldBeGreaterThan(all.IndexOf("connection string"));
        all.IndexOf("created").ShouldBeGreaterThan(all.IndexOf("before resource started"));
        all.Except(["connection string of the database", "created"])
            .ShouldBe(["before start", "initialize", "endpoints", "connection string", "before resource started", "ready", "stopped"]);

        Task Tell(string what)
        {
            told.Enqueue(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_subscriber_that_fails_before_the_start_fails_its_resource_alone()
    {
        var builder = TestGraph.Create();
        builder.AddSleeper("broken").OnBeforeResourceStarted((_, _, _) => throw new InvalidOperationException("no licence"));
        builder
            .AddResource(new Server("server"))
            .WithArgs("300")
            .OnConnectionStringAvailable((_, _, _) => throw new InvalidOperationException("no password"));
        builder.AddSleeper("other");
        await using var app = await builder.StartAsync();
        await app.HealthyAsync("other");
        await app.ReachAsync("broken", KnownResourceStates.FailedToStart);
        app.LogOf("broken").ShouldContain("no licence");
        await app.ReachAsync("server", KnownResourceStates.FailedToStart);
        app.LogOf("server").ShouldContain("no password");
    }

    private sealed class Server(string name) : ExecutableResource(name, "/bin/sleep", "/"), IResourceWithConnectionString
    {
        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Server=here");
    }

    private sealed class Database(string name, Server server) : Resource(name), IResourceWithParent<Server>, IResourceWithConnectionString
    {
        public Server Parent => server;

        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{server};Database=orders");
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Orchestration.Tests.Graph;

/// <summary>Copies of a graph side by side: each with ports, state and processes of its own.</summary>
public class InstanceTests
{
    [Fact]
    public async Task Many_graphs_run_at_once_in_one_process()
    {
        var apps = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Start(i)));
        apps.Select(app => app.GetEndpoint("service").Port).ShouldBeUnique();
        for (var i = 0; i < apps.Length; i++)
        {
            (await apps[i].LineAsync("service", "I am")).ShouldBe($"I am {i}");
        }
        var pids = apps.Select(app => app.ProcessIdOf("service")).ToList();
        await Task.WhenAll(apps.Select(app => app.DisposeAsync().AsTask())).WaitAsync(TestGraph.Patience);
        pids.ShouldAllBe(pid => !Launch.Children.Lives(pid));

        static async Task<DistributedApplication> Start(int number)
        {
            var builder = TestGraph.Create();
            var database = builder.AddSleeper("database");
            builder.AddShell("service", $"echo I am {number}; exec sleep 300").WithHttpEndpoint(port: 8080).WaitFor(database);
            return await builder.StartAsync();
        }
    }

    [Fact]
    public async Task Two_named_instances_of_one_graph_share_nothing()
    {
        var state = Directory.CreateTempSubdirectory().FullName;
        await using var one = await Start("one");
        await using var two = await Start("two");
        one.GetEndpoint("service").Port.ShouldNotBe(two.GetEndpoint("service").Port);
        one.ProcessIdOf("service").ShouldNotBe(two.ProcessIdOf("service"));
        Directory.GetDirectories(state).Select(Path.GetFileName).ShouldBe(["one", "two"], ignoreOrder: true);

        Task<DistributedApplication> Start(string instance)
        {
            var builder = Kept(state, instance);
            builder.AddSleeper("service").WithHttpEndpoint(port: 8080);
            return builder.StartAsync();
        }
    }

    [Fact]
    public async Task A_second_host_of_an_instance_is_refused_and_the_first_goes_on()
    {
        var state = Directory.CreateTempSubdirectory().FullName;
        var first = Kept(state, "mine");
        first.AddSleeper("service");
        await using (var app = await first.StartAsync())
        {
            var second = Kept(state, "mine");
            second.AddSleeper("service");
            var refusal = await second.RefusalAsync();
            refusal.ShouldContain($"Instance 'mine' is already running (process {Environment.ProcessId})");
            refusal.ShouldContain("./down --instance mine");
            Launch.Children.Lives(app.ProcessIdOf("service")).ShouldBeTrue();
            File.Exists(Path.Combine(state, "mine", "host.pid")).ShouldBeTrue();
        }
        var third = Kept(state, "mine");
        third.AddSleeper("service");
        await using var again = await third.StartAsync();
    }

    [Fact]
    public async Task A_named_instance_has_the_same_port_again()
    {
        var state = Directory.CreateTempSubdirectory().FullName;
        var port = await PortAsync();
        (await PortAsync()).ShouldBe(port);

        async Task<int> PortAsync()
        {
            var builder = Kept(state, "mine");
            builder.AddSleeper("service").WithHttpEndpoint();
            await using var app = await builder.StartAsync();
            return app.GetEndpoint("service").Port;
        }
    }

    [Fact]
    public async Task What_a_test_kept_on_disk_is_gone_when_it_is_disposed()
    {
        var builder = TestGraph.Create();
        var directory = Path.Combine(builder.Configuration["Platform:StateDirectory"]!, builder.Configuration["Platform:Instance"]!);
        builder.AddShell("service", "echo hello; exec sleep 300");
        await using (var app = await builder.StartAsync())
        {
            await app.LineAsync("service", "hello");
            File.ReadAllText(Path.Combine(directory, "logs", "service.log")).ShouldBe("hello\n");
        }
        Directory.Exists(directory).ShouldBeFalse();
    }

    private static IDistributedApplicationTestingBuilder Kept(string state, string instance) =>
        TestGraph.Create($"--Platform:StateDirectory={state}", $"--Platform:Instance={instance}", "--Platform:Ephemeral=false");
}

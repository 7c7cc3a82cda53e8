using System.Diagnostics;
using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

/// <summary>The engines' process under a host that is a process of its own.</summary>
public sealed class EngineChildTests
{
    [Fact]
    public async Task The_host_launches_one_process_for_all_engines_and_takes_it_along_when_it_stops()
    {
        await using var host = HostProcess.WithPipes("--Engines=true --instance one");
        await host.WrittenAsync("All healthy.");
        var child = host.EnginesProcess().ShouldNotBeNull();

        host.Terminate();
        (await host.EndAsync()).ShouldBe(0, host.Output);

        HostProcess.Lives(child).ShouldBeFalse();
        host.Sockets().ShouldBeEmpty();
    }

    [Fact]
    public async Task Kill_9_of_the_host_leaves_no_engine_behind()
    {
        await using var host = HostProcess.WithPipes("--Engines=true --instance one");
        await host.WrittenAsync("All healthy.");
        using var child = Process.GetProcessById(host.EnginesProcess().ShouldNotBeNull());

        host.Kill();

        await child.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_directory_with_spaces_and_a_long_path_is_no_obstacle()
    {
        await using var host = HostProcess.WithPipes(
            $"--Engines=true --instance {new string('i', 60)}",
            $"with spaces {new string('d', 60)}"
        );

        await host.WrittenAsync("All healthy.");
        host.EnginesProcess().ShouldNotBeNull();
        host.Terminate();
        (await host.EndAsync()).ShouldBe(0, host.Output);
    }
}

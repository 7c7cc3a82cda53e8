using System.Net;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class HostTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("platform-host-").FullName;
    private readonly string _instance = $"test-{Guid.NewGuid():N}";

    [Fact]
    public async Task Nothing_outlives_a_host_that_is_killed_and_its_data_is_whole()
    {
        var email = "survivor@example.com";
        IReadOnlyList<RunningProcess> processes;
        await using (var host = await HostProcess.StartAsync(Options))
        {
            using var gateway = new HttpClient { BaseAddress = host.Url("gateway"), Timeout = Graph.Patience };
            await Shopper.RegisterAsync(gateway, email);
            processes = [.. RunningProcess.Tree(host.Id)];
            foreach (var program in new[] { "postgres", "redis-server", "Gateway.dll", "Ordering.dll", "PaymentGateway.dll" })
            {
                processes.ShouldContain(process => process.CommandLine.Contains(program), program);
            }

            host.Kill();
            using var limit = new CancellationTokenSource(Graph.Patience);
            await Task.WhenAll(processes.Select(process => process.EndAsync(limit.Token)));
        }
        processes.Where(process => process.Lives).ShouldBeEmpty();

        await using var again = await HostProcess.StartAsync([.. Options, "--only", "users"]);
        using var users = new HttpClient { BaseAddress = again.Url("users"), Timeout = Graph.Patience };
        (await Shopper.LoginAsync(users, email)).With(HttpStatusCode.OK);
        processes = [.. RunningProcess.Tree(again.Id)];
        (await again.StopAsync()).ShouldBe(0, again.Output);
        processes.Where(process => process.Lives).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    private string[] Options => ["--instance", _instance, $"--Platform:StateDirectory={_state}"];
}

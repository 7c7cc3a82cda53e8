using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class DataTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("platform-data-").FullName;

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    public async Task Accounts_are_there_after_a_restart_of_the_host_when_a_data_volume_was_asked_for(bool volume, HttpStatusCode login)
    {
        var email = "stays@example.com";
        await using (var graph = await StartAsync(volume))
        {
            await Shopper.RegisterAsync(graph.Client("users"), email);
        }

        await using var again = await StartAsync(volume);
        (await Shopper.LoginAsync(again.Client("users"), email)).With(login);
    }

    [Fact]
    public async Task A_volume_opens_to_a_new_password()
    {
        await using (var graph = await StartAsync(volume: true, "--Parameters:postgres-password=the-first-password"))
        {
            (await graph.App.GetConnectionStringAsync("usersdb"))!.ShouldContain("the-first-password");
        }

        await using var again = await StartAsync(volume: true, "--Parameters:postgres-password=the-second-password");
        (await Shopper.LoginAsync(again.Client("users"), "shopper1@example.com")).With(HttpStatusCode.OK);
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    private Task<Graph> StartAsync(bool volume, params string[] args) =>
        Graph.StartAsync(
            builder =>
            {
                var postgres = builder.CreateResourceBuilder<PostgresServerResource>("postgres").Resource;
                foreach (var mount in postgres.Annotations.OfType<ContainerMountAnnotation>().Where(_ => !volume).ToList())
                {
                    postgres.Annotations.Remove(mount);
                }
            },
            [
                "--Platform:Only=users",
                $"--Platform:StateDirectory={_state}",
                "--Platform:Instance=named",
                "--Platform:Ephemeral=false",
                .. args,
            ]
        );
}

using Publishing.Tests.Support;

namespace Publishing.Tests.Compose;

public class SmokeTests
{
    private const string NotProved = "that the whole graph comes up in containers and answers";

    [Fact]
    public async Task The_file_for_tests_comes_up_and_the_gateway_answers()
    {
        var docker = Tools.Require("docker", NotProved, "install Docker with its Compose plugin");
        Assert.SkipWhen((await Tools.RunAsync(docker, ["info"])).ExitCode != 0, $"No Docker engine answers. Not proved: {NotProved}.");
        Assert.SkipWhen(
            (await Tools.RunAsync(docker, ["compose", "version"])).ExitCode != 0,
            $"Docker has no Compose plugin. Not proved: {NotProved}."
        );
        Assert.SkipWhen(
            (await Tools.RunAsync(docker, ["image", "inspect", "open-market/gateway:1.0.0"])).ExitCode != 0,
            $"The images are not built here. Not proved: {NotProved}. To prove it, build them as docs/publishing.md says."
        );
        using var folder = await ComposeFolder.WriteAsync(await ComposeOutput.RealAsync());
        string[] compose = ["compose", "-p", $"smoke-{Guid.NewGuid():N}", "-f", "docker-compose.test.yaml"];
        try
        {
            (await Tools.RunAsync(docker, [.. compose, "up", "-d", "--wait"], folder.Path)).ShouldSucceed();
            var address = (await Tools.RunAsync(docker, [.. compose, "port", "gateway", "8080"], folder.Path))
                .ShouldSucceed()
                .Output.Trim();
            using var client = new HttpClient();
            (await client.GetStringAsync($"http://{address}/health", TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
        }
        finally
        {
            await Tools.RunAsync(docker, [.. compose, "down", "-v"], folder.Path);
        }
    }
}

using System.Diagnostics;
using Aspire.Hosting;
using Platform.Hosting.Deployment;
using Publishing.Tests.Support;

namespace Publishing.Tests.Compose;

/// <summary>The scripts and commands that stores run in their containers, before the real programs.</summary>
public class ScriptTests
{
    [Fact]
    public async Task Every_script_is_one_that_a_shell_reads()
    {
        var output = await ComposeOutput.RealAsync();
        var scripts = output.Tree.Files.Where(file => file.Path.EndsWith(".sh", StringComparison.Ordinal)).ToList();

        scripts.Count.ShouldBeGreaterThan(3);
        foreach (var script in scripts)
        {
            script.IsExecutable.ShouldBeTrue(script.Path);
            (await Tools.RunAsync("/bin/sh", ["-n"], input: script.Text)).ShouldSucceed();
        }
    }

    [Fact]
    public async Task The_script_for_secrets_makes_those_that_are_missing_and_leaves_the_others()
    {
        using var folder = await ComposeFolder.WriteAsync(await ComposeOutput.RealAsync());
        var secrets = Path.Combine(folder.Path, "secrets");
        var token = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "mine"), "mine", token);
        File.Move(Path.Combine(folder.Path, "mine"), Path.Combine(secrets, "redis-password"), overwrite: true);
        var others = await File.ReadAllTextAsync(Path.Combine(secrets, "postgres-password"), token);

        (await Tools.RunAsync("/bin/sh", ["secrets/generate.sh"], folder.Path)).ShouldSucceed().Output.ShouldBeEmpty();

        (await File.ReadAllTextAsync(Path.Combine(secrets, "redis-password"), token)).ShouldBe("mine");
        (await File.ReadAllTextAsync(Path.Combine(secrets, "postgres-password"), token)).ShouldBe(others);
        others.ShouldMatch("^[A-Za-z0-9]{32}$");
    }

    [Fact]
    public async Task Redis_takes_any_password_over_its_standard_input()
    {
        const string password = "pa\"ss\\w$x";
        var redis = Tools.Require("redis-server", "that Redis takes its password as Compose gives it", "apt-get install redis-server");
        var folder = Directory.CreateTempSubdirectory("redis-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "redis-password"), password, TestContext.Current.CancellationToken);
        var output = await ComposeOutput.OfAsync(builder => builder.AddRedis("redis"), Stage.Dev);
        // What a container has at its own places lies in a directory here, and the server listens on a socket.
        var command = ((string)output.Service("redis")["command"]![0]!)
            .Replace("$$", "$")
            .Replace("/run/secrets", folder)
            .Replace("--dir /data", $"--dir {folder} --port 0 --unixsocket {folder}/redis.sock")
            .Replace("redis-server -", $"{redis} -");
        using var server = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true })!;
        try
        {
            string? line;
            do
            {
                line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
                line.ShouldNotBeNull("the server ended");
            } while (!line.Contains("ready to accept", StringComparison.OrdinalIgnoreCase));

            (await PingAsync(password)).ShouldBe("PONG");
            (await PingAsync("another")).ShouldNotBe("PONG");
            (await File.ReadAllTextAsync($"/proc/{server.Id}/cmdline", TestContext.Current.CancellationToken)).ShouldNotContain("pa\"ss");
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }

        async Task<string> PingAsync(string with)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "asked"), with, TestContext.Current.CancellationToken);
            var ping = $"REDISCLI_AUTH=\"$(cat {folder}/asked)\" redis-cli --no-auth-warning -s {folder}/redis.sock ping";
            return (await Tools.RunAsync("/bin/sh", ["-c", ping])).Output.Trim();
        }
    }
}

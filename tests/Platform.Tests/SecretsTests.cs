using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class SecretsTests(SharedGraph shared) : GraphTest(shared)
{
    [Fact]
    public async Task No_secret_stands_in_a_command_line_or_a_log()
    {
        var secrets = await Graph.SecretsAsync();
        // Somebody has paid, so that each secret has been in use.
        var shopper = await Shopper.RegisterAsync(Gateway);
        var order = (await shopper.OrderAsync(await ProductAsync(stock: 1))).Text("id");
        (await shopper.PayAsync(order)).With(System.Net.HttpStatusCode.Created);

        secrets.Count.ShouldBeGreaterThanOrEqualTo(4, "PostgreSQL, Redis, and the two shared with the payment gateway");
        secrets.ShouldAllBe(secret => secret.Length >= 16);
        foreach (var commandLine in RunningProcess.CommandLines())
        {
            secrets.Where(commandLine.Contains).ShouldBeEmpty(commandLine.Replace('\0', ' '));
        }
        var logs = Directory.GetFiles(Path.Combine(Graph.Directory, "logs"));
        logs.ShouldNotBeEmpty();
        foreach (var log in logs)
        {
            var text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
            secrets.Where(text.Contains).ShouldBeEmpty(log);
        }
    }

    [Fact]
    public void What_the_graph_keeps_on_disk_is_its_owners_only()
    {
        File.GetUnixFileMode(Graph.Directory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Path.Combine(Graph.Directory, "secrets.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}

using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Npgsql;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Settings;
using Publishing.Tests.Support;

namespace Publishing.Tests.Stores;

public class PlainPostgresTests
{
    private const string NotProved = "that PostgreSQL takes the script which makes a role and a database for each service";

    [Fact]
    public async Task The_setup_step_gives_each_service_its_own_database_and_may_run_again()
    {
        var psql = Tools.Require("psql", NotProved, "apt-get install postgresql-client");
        var cancellation = TestContext.Current.CancellationToken;
        var objects = await new Market(new(Realization.Plain)).ObjectsAsync(Stage.Dev, SecretProvider.Kubernetes);
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            script,
            (string)objects.Named("ConfigMap", "postgres-setup").Tree["data"]!["roles.sql"]!,
            cancellation
        );

        await using var builder = DistributedApplicationTestingBuilder.Create();
        var server = builder.AddPostgres("server");
        await using var app = await builder.BuildAsync(cancellation);
        await app.StartAsync(cancellation);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", cancellation);
        var administrator = new NpgsqlConnectionStringBuilder(await app.GetConnectionStringAsync("server", cancellation));
        try
        {
            await RunAsync(psql, script, administrator, "first");
            await RunAsync(psql, script, administrator, "second");
        }
        finally
        {
            File.Delete(script);
        }

        (await AskAsync(administrator, "shop", "second-shop", "shop;db", "SELECT current_user")).ShouldBe("shop");
        (
            await AskAsync(administrator, "shop", "second-shop", "shop;db", "CREATE TABLE carts (id int); SELECT count(*) FROM carts")
        ).ShouldBe(0L);
        (await AskAsync(administrator, "pay-desk", "second-pay", "paydb", "SELECT current_database()")).ShouldBe("paydb");
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            AskAsync(administrator, "pay-desk", "second-pay", "shop;db", "SELECT 1")
        );
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private static async Task RunAsync(string psql, string script, NpgsqlConnectionStringBuilder server, string round)
    {
        var start = new ProcessStartInfo(psql, ["--no-psqlrc", "--quiet", "--dbname=postgres", $"--file={script}"])
        {
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = server.Host,
                ["PGPORT"] = server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["PGUSER"] = server.Username,
                ["PGPASSWORD"] = server.Password,
                ["SHOP_PASSWORD"] = $"{round}-shop",
                ["PAY_DESK_PASSWORD"] = $"{round}-pay",
            },
        };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, error);
    }

    private static async Task<object?> AskAsync(
        NpgsqlConnectionStringBuilder server,
        string user,
        string password,
        string database,
        string sql
    )
    {
        var own = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Username = user,
            Password = password,
            Database = database,
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(own.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

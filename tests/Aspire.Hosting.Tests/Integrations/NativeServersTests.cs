using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Engines.PostgreSQL;
using Platform.Engines.Redis;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

/// <summary>The packages, the host and the real servers together.</summary>
public sealed class NativeServersTests
{
    [Fact]
    public async Task Servers_databases_and_scripts_are_there_and_an_admin_UI_is_merely_unavailable()
    {
        await SkipWithoutServersAsync();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.Services.AddSingleton<IEngineCatalog>(new Engines());
        var postgres = builder.AddPostgres("pg").WithPgAdmin();
        var shop = postgres.AddDatabase("shop", "the shop");
        postgres.AddDatabase("scripted").WithCreationScript("CREATE DATABASE scripted ENCODING 'UTF8'");
        builder.AddRedis("cache").WithDataVolume().WithPersistence(TimeSpan.FromSeconds(5));
        await using var application = await builder.BuildAsync(cancellationToken);

        await application.StartAsync(cancellationToken);

        foreach (var name in new[] { "pg", "shop", "scripted", "cache" })
        {
            await application
                .ResourceNotifications.WaitForResourceHealthyAsync(name, cancellationToken)
                .WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        }

        await application.ResourceNotifications.WaitForResourceAsync("pgadmin", "Unavailable", cancellationToken);
        (await QueryAsync(await application.GetConnectionStringAsync("shop", cancellationToken), "select current_database()")).ShouldBe(
            "the shop"
        );
        await application.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task An_entrypoint_of_the_users_own_is_refused_with_the_remedy()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.Services.AddSingleton<IEngineCatalog>(new Engines());
        builder.AddRedis("cache").WithEntrypoint("/own.sh");
        await using var application = await builder.BuildAsync(TestContext.Current.CancellationToken);

        var exception = await Should.ThrowAsync<DistributedApplicationException>(() =>
            application.StartAsync(TestContext.Current.CancellationToken)
        );

        exception.Message.ShouldContain("'cache'");
        exception.Message.ShouldContain("entrypoint");
    }

    private static async Task<object?> QueryAsync(string? connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private static async Task SkipWithoutServersAsync()
    {
        try
        {
            _ = new RedisEngine().FindServer();
            await new PostgresEngine().EnsureInstalledAsync(cancellationToken: TestContext.Current.CancellationToken);
        }
        catch (EngineException exception)
        {
            Assert.Skip($"Not proved: that the host serves PostgreSQL and Redis resources natively. {exception.Message}");
        }
    }

    private sealed class Engines : IEngineCatalog
    {
        public IEngine? Find(Type settingsType) =>
            settingsType == typeof(PostgresSettings) ? new PostgresEngine()
            : settingsType == typeof(RedisSettings) ? new RedisEngine()
            : null;
    }
}

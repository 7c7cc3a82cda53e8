using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.ServiceDefaults.Migrations;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class MigrationTests(LocalServers servers)
{
    [Fact]
    public void Embedded_scripts_are_found_in_order()
    {
        var all = Migration.ReadAll(typeof(MigrationTests).Assembly);

        all.Select(one => (one.Version, one.Name)).ShouldBe([(1, "0001_orders"), (2, "0002_outbox")]);
    }

    [Fact]
    public async Task A_service_migrates_its_database_and_seeds_it_before_it_is_ready()
    {
        var connection = await servers.CreateDatabaseAsync();
        await using var service = await LocalApp.StartAsync(
            builder =>
            {
                builder.AddNpgsqlDataSource("ordersdb");
                builder.AddMigrations("ordersdb", typeof(MigrationTests).Assembly, SeedAsync);
            },
            configuration: ("ConnectionStrings:ordersdb", connection)
        );
        await service.Services.GetRequiredService<DatabaseMigrations>().WaitAsync(TestContext.Current.CancellationToken);

        (await service.Client.GetStringAsync("/health")).ShouldBe("Healthy");
        await using var source = NpgsqlDataSource.Create(connection);
        (await ScalarAsync(source, "select count(*) from orders")).ShouldBe(2L);
        (await ScalarAsync(source, "select string_agg(name, ',' order by version) from schema_migrations")).ShouldBe(
            "0001_orders,0002_outbox"
        );

        static async Task SeedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand("insert into orders values (2, 'seed') on conflict do nothing", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    [Fact]
    public async Task Ten_replicas_at_once_apply_each_migration_once()
    {
        await using var source = NpgsqlDataSource.Create(await servers.CreateDatabaseAsync());
        // Not idempotent on purpose: a second run of it would fail.
        var all = Migration.ReadAll(typeof(MigrationTests).Assembly);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Migrator(source, all).ApplyAsync(CancellationToken.None)));

        (await ScalarAsync(source, "select count(*) from schema_migrations")).ShouldBe(2L);
    }

    [Fact]
    public async Task A_changed_migration_is_named_and_nothing_is_applied()
    {
        await using var source = NpgsqlDataSource.Create(await servers.CreateDatabaseAsync());
        await Migrator(source, [new(1, "0001_a", "create table a (id integer)")]).ApplyAsync(CancellationToken.None);

        var error = await Should.ThrowAsync<MigrationChangedException>(() =>
            Migrator(source, [new(1, "0001_a", "create table a (id bigint)"), new(2, "0002_b", "create table b (id integer)")])
                .ApplyAsync(CancellationToken.None)
        );

        error.Message.ShouldContain("0001_a.sql");
        (await ScalarAsync(source, "select count(*) from schema_migrations")).ShouldBe(1L);
    }

    [Fact]
    public async Task Line_ends_of_a_checkout_are_no_change()
    {
        await using var source = NpgsqlDataSource.Create(await servers.CreateDatabaseAsync());
        await Migrator(source, [new(1, "0001_a", "create table a\n(id integer)")]).ApplyAsync(CancellationToken.None);

        await Migrator(source, [new(1, "0001_a", "create table a\r\n(id integer)")]).ApplyAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_failing_migration_is_rolled_back_and_can_be_mended()
    {
        await using var source = NpgsqlDataSource.Create(await servers.CreateDatabaseAsync());

        var error = await Should.ThrowAsync<InvalidOperationException>(() =>
            Migrator(source, [new(1, "0001_a", "create table a (id integer); select * from nowhere")]).ApplyAsync(CancellationToken.None)
        );
        await Migrator(source, [new(1, "0001_a", "create table a (id integer)")]).ApplyAsync(CancellationToken.None);

        error.Message.ShouldContain("0001_a.sql");
        error.Message.ShouldContain("nowhere");
    }

    [Fact]
    public async Task A_newer_version_of_the_service_may_have_been_here()
    {
        await using var source = NpgsqlDataSource.Create(await servers.CreateDatabaseAsync());
        await Migrator(source, [new(1, "0001_a", "create table a (id integer)"), new(2, "0002_b", "create table b (id integer)")])
            .ApplyAsync(CancellationToken.None);

        await Migrator(source, [new(1, "0001_a", "create table a (id integer)")]).ApplyAsync(CancellationToken.None);
    }

    private static SchemaMigrator Migrator(NpgsqlDataSource source, IReadOnlyList<Migration> migrations) =>
        new(source, migrations, seed: null, NullLogger<SchemaMigrator>.Instance);

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}

using Npgsql;
using Platform.Dashboard.Explorers;
using ServiceDefaults.Tests.Support;

namespace Explorers.Tests;

public sealed class PostgresExplorerTests(LocalServers servers) : IAsyncLifetime
{
    private string connection = "";
    private IExplorer explorer = null!;

    private string Database => new NpgsqlConnectionStringBuilder(connection).Database!;

    public async ValueTask InitializeAsync()
    {
        connection = await servers.CreateDatabaseAsync();
        await RunAsync("create table products (id int primary key, name text, price numeric)");
        await RunAsync("insert into products select n, 'product ' || n, n * 1.5 from generate_series(1, 700) n");
        await RunAsync("create schema audit");
        await RunAsync("create view audit.cheap as select * from products where price < 10");
        explorer = Explorer.Open(ExplorerKind.Postgres, connection);
    }

    public ValueTask DisposeAsync() => explorer.DisposeAsync();

    [Fact]
    public async Task Databases_and_their_tables_are_listed_also_those_made_later()
    {
        (await explorer.ListAsync("", new(), default)).Entries.ShouldContain(entry => entry.Name == Database && entry.CanOpen);

        var tables = (await explorer.ListAsync(Database, new(), default)).Entries;
        tables.Select(table => (table.Name, table.Kind)).ShouldBe([("audit.cheap", "view"), ("products", "table")]);

        await RunAsync("create table later (id int)");
        var later = (await explorer.ListAsync(Database, new(), default)).Entries.Single(entry => entry.Name == "later");
        (await explorer.ReadAsync(later.Path, new(), default)).Columns.Single().Name.ShouldBe("id");
    }

    [Fact]
    public async Task Rows_come_page_by_page_five_hundred_at_most()
    {
        var path = (await explorer.ListAsync(Database, new(), default)).Entries.Single(entry => entry.Name == "products").Path;

        var first = await explorer.ReadAsync(path, new(Limit: 100_000), default);
        var second = await explorer.ReadAsync(path, new(first.Next, 500), default);

        first.Rows.Count.ShouldBe(500);
        second.Rows.Count.ShouldBe(200);
        second.Next.ShouldBeNull();
        first.Rows.Concat(second.Rows).Select(row => row[0]).ShouldBe(Enumerable.Range(1, 700).Select(n => $"{n}"), ignoreOrder: true);
        first.Columns.Select(column => (column.Name, column.Type)).ShouldBe([("id", "integer"), ("name", "text"), ("price", "numeric")]);
    }

    [Fact]
    public async Task A_statement_is_answered_as_psql_would()
    {
        var answer = await explorer.QueryAsync(
            Database,
            "select count(*) as n, null as nothing, array[1,2] as list, '{\"a\":1}'::jsonb as doc from products;",
            default
        );
        answer.Rows.ShouldHaveSingleItem().ShouldBe(["700", null, "{1,2}", "{\"a\": 1}"]);
    }

    [Theory]
    [InlineData("insert into products values (1000, 'x', 1)")]
    [InlineData("with gone as (delete from products returning *) select * from gone")]
    [InlineData("select 1; delete from products")]
    [InlineData("select 1); delete from products; --")]
    [InlineData("select 1; commit; delete from products")]
    [InlineData("select * into copied from products")]
    [InlineData("select nextval('numbers')")]
    [InlineData("select lo_create(0)")]
    [InlineData("select pg_read_file('/etc/passwd')")]
    [InlineData("select set_config('transaction_read_only', 'off', true), set_config('role', 'postgres', true)")]
    [InlineData("select rolpassword from pg_authid")]
    [InlineData("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'")]
    [InlineData("select explode()")]
    public async Task What_would_write_fails_and_changes_nothing(string sql)
    {
        await RunAsync("create sequence if not exists numbers");
        await RunAsync("create or replace function explode() returns int language sql as 'delete from products; select 1'");

        await Should.ThrowAsync<ExplorerException>(() => explorer.QueryAsync(Database, sql, default));

        (await ScalarAsync("select count(*) from products")).ShouldBe(700L);
        (await ScalarAsync("select to_regclass('copied') is null")).ShouldBe(true);
    }

    [Fact]
    public async Task The_explorers_role_has_no_power_of_its_own()
    {
        await explorer.ListAsync(Database, new(), default);
        (
            await ScalarAsync(
                "select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls or pg_has_role('platform_explorer', 'pg_read_all_data', 'member') "
                    + "from pg_roles where rolname = 'platform_explorer'"
            )
        ).ShouldBe(false);
        (await explorer.QueryAsync(Database, "select current_user", default)).Rows[0].ShouldBe(["platform_explorer"]);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_ended_by_the_server()
    {
        var error = await Should.ThrowAsync<ExplorerException>(() => explorer.QueryAsync(Database, "select pg_sleep(3600)", default));
        error.Message.ShouldContain("statement timeout");
    }

    [Fact]
    public async Task A_plan_is_told_without_running_the_statement()
    {
        var plan = await explorer.ActAsync(
            "explain",
            Database,
            new Dictionary<string, string?> { ["sql"] = "select * from products where id = 7" },
            default
        );
        plan.Text!.ShouldContain("products");
        await Should.ThrowAsync<ExplorerException>(() =>
            explorer.ActAsync("explain", Database, new Dictionary<string, string?> { ["sql"] = "analyze delete from products" }, default)
        );
        (await ScalarAsync("select count(*) from products")).ShouldBe(700L);
    }

    [Fact]
    public async Task A_mistake_is_told_with_its_place()
    {
        var error = await Should.ThrowAsync<ExplorerException>(() => explorer.QueryAsync(Database, "select nope from products", default));
        error.Message.ShouldContain("nope");
        error.Unreachable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_without_its_password()
    {
        await using var away = Explorer.Open(ExplorerKind.Postgres, "Host=127.0.0.1;Port=1;Username=postgres;Password=hidden-one");
        var error = await Should.ThrowAsync<ExplorerException>(() => away.ListAsync("", new(), default));
        error.Unreachable.ShouldBeTrue();
        error.Message.ShouldNotContain("hidden-one");
    }

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}

using Platform.Hosting;

namespace Engines.Tests;

public sealed class PostgresInitFileTests
{
    [Fact]
    public async Task Init_files_and_creation_scripts_run_once_in_order_statement_by_statement()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var schema = sandbox.Write(
            "01-schema.sql",
            """
            -- a comment; with a semicolon
            CREATE DATABASE reports;   -- refused inside a transaction, so statements really go one by one
            \connect reports
            CREATE TABLE line (text text DEFAULT 'a;b');
            CREATE FUNCTION hello() RETURNS text LANGUAGE plpgsql AS $body$ BEGIN RETURN 'it''s; me'; END; $body$;
            INSERT INTO line DEFAULT VALUES; /* and; /* nested; */ so; */
            """
        );
        var more = sandbox.Write("02-more.sql", "\\c reports\nINSERT INTO line VALUES (hello())");
        var request = PostgresServers
            .Request(
                sandbox,
                new PostgresDatabase("korean", "CREATE DATABASE korean TEMPLATE template0 ENCODING 'UTF8' CONNECTION LIMIT 7;")
            )
            .With(settings => settings with { InitFiles = [schema, more] });
        await using var served = await Served.StartAsync(engine, request);

        (await served.QueryAsync("SELECT string_agg(text, '|') FROM line", "reports")).ShouldBe("a;b|it's; me");
        (await served.QueryAsync("SELECT datconnlimit FROM pg_database WHERE datname = 'korean'")).ShouldBe(7);
    }

    [Fact]
    public async Task A_changed_init_file_makes_another_template()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox).With(s => s with { InitFiles = [sandbox.Write("init.sql", "CREATE TABLE one ()")] });
        await engine.PrepareAsync(request);
        sandbox.Write("init.sql", "CREATE TABLE two ()");
        await using var served = await Served.StartAsync(engine, request);

        (await served.QueryAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).ShouldBe("two");
    }

    [Fact]
    public async Task Shell_scripts_find_the_server_by_libpqs_variables()
    {
        Assert.SkipUnless(
            Processes.InPath("psql"),
            "NOT PROVED, for psql is not here: that init scripts (.sh) and \\copy data reach the server"
        );
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var shell = sandbox.Write(
            "01.sh",
            "set -e\npsql -v ON_ERROR_STOP=1 --username \"$POSTGRES_USER\" -c \"CREATE TABLE $TABLE (n int)\""
        );
        var copy = sandbox.Write("02.sql", "COPY seeds FROM STDIN;\n1\n2\n\\.\n");
        var request = PostgresServers.Request(sandbox).With(settings => settings with { InitFiles = [shell, copy] }) with
        {
            Environment = new Dictionary<string, string> { ["TABLE"] = "seeds" },
        };
        await using var served = await Served.StartAsync(engine, request);

        (await served.QueryAsync("SELECT sum(n) FROM seeds")).ShouldBe(3L);
    }

    [Fact]
    public async Task A_faulty_init_file_names_itself_its_statement_and_the_reason()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var file = sandbox.Write("broken.sql", "CREATE TABLE fine ();\nCREATE TABEL wrong ();");
        var request = PostgresServers.Request(sandbox).With(settings => settings with { InitFiles = [file] });

        var error = await Should.ThrowAsync<EngineException>(() => engine.PrepareAsync(request));

        error.Message.ShouldStartWith("postgres:");
        error.Message.ShouldContain(file);
        error.Message.ShouldContain("CREATE TABEL wrong ()");
        error.Message.ShouldContain("42601");
        sandbox.Write("broken.sql", "CREATE TABLE mended ()");
        await using var served = await Served.StartAsync(engine, request);
        (await served.QueryAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).ShouldBe("mended");
    }

    [Fact]
    public async Task A_faulty_creation_script_names_its_database()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox, new PostgresDatabase("odd", "CREATE DATABASE odd TEMPLATE nowhere"));

        var error = await Should.ThrowAsync<EngineException>(() => engine.PrepareAsync(request));

        error.Message.ShouldContain("the database 'odd' could not be created");
        error.Message.ShouldContain("nowhere");
    }
}

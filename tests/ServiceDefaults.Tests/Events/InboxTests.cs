using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.ServiceDefaults.Events;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Events;

/// <summary>Events take effect once: whatever comes twice, late or in the wrong order.</summary>
public sealed class InboxTests(LocalServers servers) : IAsyncLifetime
{
    private const string Topic = "notes";
    private const string Type = "note.taken";
    private string database = null!;
    private NpgsqlDataSource source = null!;
    private Broker broker = null!;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync();
        source = NpgsqlDataSource.Create(database);
        await EventTables.CreateAsync(source);
        await ScalarAsync("create table notes (text text not null)");
        broker = await Broker.StartAsync(Topic);
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task Duplicates_and_reordering_have_no_effect()
    {
        await using var app = await ConsumerAsync();
        var ids = Enumerable.Range(0, 50).Select(_ => Guid.NewGuid()).ToList();
        var deliveries = ids.Concat(ids).Concat(ids).ToList();
        new Random(7).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(deliveries));

        foreach (var id in deliveries)
            await SendAsync(app, id, id.ToString());
        await SendAsync(app, Guid.NewGuid(), "last");
        while ((await NotedHandler.Of(app.Services).NextAsync()).Payload.Text != "last") { }
        await CommittedAsync(51);

        (await ScalarAsync("select count(*) from notes")).ShouldBe(51L);
        (await ScalarAsync("select count(distinct text) from notes")).ShouldBe(51L);
        (await ScalarAsync("select count(*) from inbox where consumer = 'readers'")).ShouldBe(51L);
    }

    [Fact]
    public async Task A_handler_that_fails_leaves_neither_effect_nor_memory_and_is_tried_again()
    {
        await using var app = await ConsumerAsync();
        var handler = NotedHandler.Of(app.Services);
        var tries = 0;
        var insert = handler.Does;
        handler.Does = async (note, context, cancellationToken) =>
        {
            await insert(note, context, cancellationToken);
            if (++tries < 3)
                throw new TimeoutException("later");
        };

        await SendAsync(app, Guid.NewGuid(), "once");
        await handler.NextAsync();
        await CommittedAsync();

        tries.ShouldBe(3);
        (await ScalarAsync("select count(*) from notes")).ShouldBe(1L);
    }

    [Fact]
    public async Task An_event_that_comes_again_after_a_restart_is_passed_over()
    {
        var id = Guid.NewGuid();
        await using (var first = await ConsumerAsync())
        {
            await SendAsync(first, id, "one");
            await NotedHandler.Of(first.Services).NextAsync();
        }

        await using var second = await ConsumerAsync();
        await SendAsync(second, id, "one");
        await SendAsync(second, Guid.NewGuid(), "two");

        (await NotedHandler.Of(second.Services).NextAsync()).Payload.Text.ShouldBe("two");
        await CommittedAsync(count: 2);
        (await ScalarAsync("select count(*) from notes")).ShouldBe(2L);
    }

    [Fact]
    public async Task A_database_that_is_away_makes_events_wait()
    {
        await using var app = await ConsumerAsync();
        var handler = NotedHandler.Of(app.Services);
        await SendAsync(app, Guid.NewGuid(), "before");
        await handler.NextAsync();
        await CommittedAsync();

        await ScalarAsync("alter table inbox rename to inbox_away");
        await SendAsync(app, Guid.NewGuid(), "during");
        await TerminateOthersAsync();
        await ScalarAsync("alter table inbox_away rename to inbox");

        (await handler.NextAsync()).Payload.Text.ShouldBe("during");
        await CommittedAsync(count: 2);
    }

    private async Task<LocalApp> ConsumerAsync()
    {
        var app = await LocalApp.StartAsync(
            builder =>
            {
                builder.AddMigratedDatabase("notesdb");
                builder.AddKafkaConsumer(
                    "kafka",
                    "readers",
                    consumer => consumer.WithInbox("notesdb").Handle<Noted, NotedHandler>(Topic, Type, NotedJson.Default.Noted),
                    settings =>
                    {
                        settings.RetryDelay = TimeSpan.FromMilliseconds(1);
                        settings.MaxRetryDelay = TimeSpan.FromMilliseconds(50);
                        settings.MaxAttempts = 10_000;
                    }
                );
            },
            map: null,
            ("ConnectionStrings:notesdb", database),
            ("ConnectionStrings:kafka", broker.Servers)
        );
        NotedHandler.Of(app.Services).Does = InsertAsync;
        return app;
    }

    private static async Task InsertAsync(Noted note, EventContext context, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("insert into notes values ($1)", context.Transaction.Connection, context.Transaction);
        command.Parameters.Add(new() { Value = note.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Task SendAsync(LocalApp app, Guid id, string text) =>
        app.Services.GetRequiredService<IEventPublisher>().PublishAsync(new(Topic, "key", Type, $$"""{"text":"{{text}}"}"""), id);

    /// <summary>A handler's last word comes before its transaction's commit.</summary>
    private async Task CommittedAsync(int count = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var connection = await source.OpenConnectionAsync(limit.Token);
        await using var listen = new NpgsqlCommand(
            """
            create or replace function tell_test() returns trigger language plpgsql as $$ begin perform pg_notify('test', ''); return null; end $$;
            create or replace trigger tell_test after insert on inbox for each statement execute function tell_test();
            listen test
            """,
            connection
        );
        await listen.ExecuteNonQueryAsync(limit.Token);
        await using var seen = new NpgsqlCommand($"select count(*) >= {count} from inbox", connection);
        while (await seen.ExecuteScalarAsync(limit.Token) is false)
            await connection.WaitAsync(limit.Token);
    }

    private Task TerminateOthersAsync() =>
        ScalarAsync(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        );

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.ServiceDefaults.Events;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Events;

/// <summary>What leaves through the outbox, seen by a plain consumer.</summary>
public sealed class OutboxTests(LocalServers servers) : IAsyncLifetime
{
    private const string Topic = "notes";
    private string database = null!;
    private NpgsqlDataSource source = null!;
    private Broker broker = null!;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync();
        source = NpgsqlDataSource.Create(database);
        await EventTables.CreateAsync(source);
        broker = await Broker.StartAsync(Topic);
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task Events_leave_in_their_order_with_their_envelope_and_their_rows_are_gone()
    {
        await using var app = await RelayAsync();
        using var told = new TestConsumer(broker.Servers, Topic);

        await AddAsync(app, "a", "1", "2", "3");

        foreach (var text in (string[])["1", "2", "3"])
        {
            var message = (await told.NextAsync()).Message;
            message.Key.ShouldBe("a");
            message.Value.ShouldBe($$"""{"text": "{{text}}"}""");
            message.Headers.Select(header => header.Key).ShouldContain(EventHeaders.Id);
            Header(message, EventHeaders.Type).ShouldBe("note.taken");
            Header(message, EventHeaders.SpecVersion).ShouldBe("1.0");
            Header(message, EventHeaders.Source).ShouldStartWith("/");
        }
        await EmptyAsync();
    }

    [Fact]
    public async Task A_transaction_that_commits_late_is_not_skipped_though_its_id_is_low()
    {
        await using var app = await RelayAsync();
        using var told = new TestConsumer(broker.Servers, Topic);
        await using var late = await source.OpenConnectionAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await OutboxOf(app).AddAsync(transaction, Note("late", "late"), CancellationToken.None);

        await AddAsync(app, "early", "early");
        (await told.NextAsync()).Message.Key.ShouldBe("early");
        await transaction.CommitAsync();

        (await told.NextAsync()).Message.Key.ShouldBe("late");
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_told()
    {
        await using var app = await RelayAsync();
        using var told = new TestConsumer(broker.Servers, Topic);
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
            await OutboxOf(app).AddAsync(transaction, Note("a", "never"), CancellationToken.None);

        await AddAsync(app, "a", "after");

        (await told.NextAsync()).Message.Value.ShouldContain("after");
    }

    [Fact]
    public async Task Of_two_replicas_one_relays_and_the_other_takes_over_when_its_session_ends()
    {
        await using var one = await RelayAsync();
        await using var other = await RelayAsync();
        using var told = new TestConsumer(broker.Servers, Topic);
        await AddAsync(one, "a", "1");
        (await told.NextAsync()).Message.Value.ShouldContain("1");
        (await RelaysAsync()).Count.ShouldBe(1);

        for (var i = 2; i <= 4; i++)
        {
            await TerminateAsync((await RelaysAsync()).Single());
            await AddAsync(other, "a", $"{i}");
            // Ended between acknowledgement and deletion, a relay leaves its events to be sent again: what was told comes first, in its order.
            var before = 0;
            while (await NumberAsync() is var number && number != i)
            {
                number.ShouldBeInRange(before, i - 1);
                before = number;
            }
        }

        await EmptyAsync();
        (await RelaysAsync()).Count.ShouldBe(1);

        async Task<int> NumberAsync() => int.Parse((string)JsonNode.Parse((await told.NextAsync()).Message.Value)!["text"]!);
    }

    [Fact]
    public async Task A_replica_that_stops_hands_over()
    {
        var one = await RelayAsync();
        using var told = new TestConsumer(broker.Servers, Topic);
        await AddAsync(one, "a", "1");
        await told.NextAsync();
        await using var other = await RelayAsync();

        await one.DisposeAsync();
        await AddAsync(other, "a", "2");

        (await told.NextAsync()).Message.Value.ShouldContain("2");
    }

    [Fact]
    public async Task While_the_broker_is_away_events_wait_and_leave_in_order_when_it_is_back()
    {
        await using var app = await RelayAsync();
        using (var told = new TestConsumer(broker.Servers, Topic))
        {
            await AddAsync(app, "a", "0");
            await told.NextAsync();
        }
        await broker.StopAsync();

        for (var i = 1; i <= 5; i++)
            await AddAsync(app, "a", $"{i}");
        await broker.ResumeAsync();

        using var after = new TestConsumer(broker.Servers, Topic);
        for (var i = 0; i <= 5; i++)
            (await after.NextAsync()).Message.Value.ShouldContain($"{i}");
        await EmptyAsync();
    }

    [Fact]
    public async Task A_service_with_events_that_wait_for_a_broker_stops_promptly_and_its_successor_sends_them()
    {
        var app = await RelayAsync();
        using (var told = new TestConsumer(broker.Servers, Topic))
        {
            await AddAsync(app, "a", "0");
            await told.NextAsync();
        }
        await broker.StopAsync();
        await AddAsync(app, "a", "1", "2");

        await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        await broker.ResumeAsync();
        await using var successor = await RelayAsync();

        using var after = new TestConsumer(broker.Servers, Topic);
        for (var i = 0; i <= 2; i++)
            (await after.NextAsync()).Message.Value.ShouldContain($"{i}");
        await EmptyAsync();
    }

    [Fact]
    public async Task An_event_that_the_broker_refuses_holds_back_its_key_and_no_other()
    {
        await using var app = await RelayAsync();
        using var told = new TestConsumer(broker.Servers, Topic);

        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var messages = new[] { Note("a", "first"), Note("a", new string('x', 2_000_000)), Note("a", "behind"), Note("b", "other") };
            await OutboxOf(app).AddRangeAsync(transaction, messages, CancellationToken.None);
            await transaction.CommitAsync();
        }
        var arrived = new[] { (await told.NextAsync()).Message.Value, (await told.NextAsync()).Message.Value };
        arrived.ShouldContain(value => value.Contains("first"));
        arrived.ShouldContain(value => value.Contains("other"));
        await ExecuteAsync("delete from outbox where length(payload::text) > 1000000");

        (await told.NextAsync()).Message.Value.ShouldContain("behind");
    }

    [Fact]
    public async Task A_thousand_keys_leave_together_and_each_in_order()
    {
        await using var app = await RelayAsync();
        using var told = new TestConsumer(broker.Servers, Topic);
        await ExecuteAsync(
            """
            insert into outbox (topic, key, type, payload, created_at)
            select 'notes', (n % 1000)::text, 'note.taken', jsonb_build_object('text', n), now() from generate_series(0, 2999) n order by n
            """
        );

        var last = new Dictionary<string, int>();
        for (var i = 0; i < 3000; i++)
        {
            var message = (await told.NextAsync()).Message;
            var number = int.Parse(message.Value.Split(':')[1].Trim(' ', '}'));
            last.GetValueOrDefault(message.Key, -1).ShouldBeLessThan(number);
            last[message.Key] = number;
        }
        last.Count.ShouldBe(1000);
        await EmptyAsync();
    }

    private Task<LocalApp> RelayAsync() =>
        LocalApp.StartAsync(
            builder =>
            {
                builder.AddMigratedDatabase("notesdb");
                builder.AddOutbox("notesdb");
            },
            map: null,
            ("ConnectionStrings:notesdb", database),
            ("ConnectionStrings:kafka", broker.Servers),
            ("Outbox:TakeOverInterval", "00:00:00.050")
        );

    private async Task AddAsync(LocalApp app, string key, params string[] texts)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var text in texts)
            await OutboxOf(app).AddAsync(transaction, Note(key, text), CancellationToken.None);
        await transaction.CommitAsync();
    }

    private static OutboxMessage Note(string key, string text) => new(Topic, key, "note.taken", $$"""{"text":"{{text}}"}""");

    private static IOutbox OutboxOf(LocalApp app) => app.Services.GetRequiredService<IOutbox>();

    /// <summary>Sessions that hold the relay's lock.</summary>
    private async Task<List<int>> RelaysAsync()
    {
        await using var command = source.CreateCommand(
            "select pid from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())"
        );
        await using var reader = await command.ExecuteReaderAsync();
        var pids = new List<int>();
        while (await reader.ReadAsync())
            pids.Add(reader.GetInt32(0));
        return pids;
    }

    private Task TerminateAsync(int pid) => ExecuteAsync($"select pg_terminate_backend({pid})");

    /// <summary>Returns once nothing is left; the database tells of each deletion.</summary>
    private async Task EmptyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var connection = await source.OpenConnectionAsync(limit.Token);
        await using var listen = new NpgsqlCommand(
            """
            create or replace function tell_test() returns trigger language plpgsql as $$ begin perform pg_notify('test', ''); return null; end $$;
            create or replace trigger tell_test after delete on outbox for each statement execute function tell_test();
            listen test
            """,
            connection
        );
        await listen.ExecuteNonQueryAsync(limit.Token);
        await using var count = new NpgsqlCommand("select exists (select from outbox)", connection);
        while (await count.ExecuteScalarAsync(limit.Token) is true)
            await connection.WaitAsync(limit.Token);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string Header(Confluent.Kafka.Message<string, string> message, string name) =>
        System.Text.Encoding.UTF8.GetString(message.Headers.GetLastBytes(name));
}

using Npgsql;

namespace Platform.Tests.Support;

/// <summary>Waits for what a service writes, told by the database, which knows when it changes.</summary>
public static class Watched
{
    /// <summary>Returns once a condition on a table holds.</summary>
    public static async Task UntilAsync(string connectionString, string table, string condition)
    {
        using var limit = new CancellationTokenSource(Graph.Patience);
        // Unpooled: a server that another test has restarted has forgotten the sessions of a pool.
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(limit.Token);
        await ExecuteAsync(
            connection,
            $"""
            create or replace function tell_test() returns trigger language plpgsql as $$ begin perform pg_notify('test', ''); return null; end $$;
            create or replace trigger tell_test after insert or update or delete on {table} for each statement execute function tell_test();
            listen test
            """
        );
        while (!await HoldsAsync(connection, condition))
        {
            try
            {
                await connection.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"After {Graph.Patience.TotalSeconds:0} s there is still not: {condition}");
            }
        }
    }

    private static async Task<bool> HoldsAsync(NpgsqlConnection connection, string condition)
    {
        await using var command = new NpgsqlCommand($"select {condition}", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

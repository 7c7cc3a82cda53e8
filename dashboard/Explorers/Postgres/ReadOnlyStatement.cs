using System.Diagnostics;
using Npgsql;

namespace Platform.Dashboard.Explorers.Postgres;

/// <summary>
/// One statement in a transaction that may not write. <c>DECLARE … CURSOR FOR</c> takes a query only, and a batch command goes over the
/// extended protocol as it is, which refuses a second statement.
/// </summary>
internal static class ReadOnlyStatement
{
    /// <summary>Bytes fetched of one result, whatever its rows.</summary>
    private const int CharacterLimit = 4 << 20;

    public static async Task<ExplorerContent> RunAsync(
        NpgsqlConnection connection,
        string sql,
        int offset,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var began = Stopwatch.GetTimestamp();
        await using var transaction = await BeginAsync(connection, cancellationToken);
        await ExecuteAsync(connection, $"declare explorer no scroll cursor for {sql.Trim().TrimEnd(';')}", cancellationToken);
        if (offset > 0)
        {
            await ExecuteAsync(connection, $"move forward {offset} in explorer", cancellationToken);
        }
        await using var fetch = connection.CreateCommand();
        fetch.CommandText = $"fetch forward {limit + 1} from explorer";
        // As text, as psql shows it: whatever types a server has.
        fetch.AllResultTypesAreUnknown = true;
        await using var reader = await fetch.ExecuteReaderAsync(cancellationToken);
        ExplorerColumn[] columns =
        [
            .. Enumerable.Range(0, reader.FieldCount).Select(i => Column(reader.GetName(i), reader.GetDataTypeName(i))),
        ];
        var rows = new List<IReadOnlyList<string?>>();
        var (more, characters) = (false, 0);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == limit || characters > CharacterLimit)
            {
                more = true;
                break;
            }
            string?[] row =
            [
                .. Enumerable.Range(0, columns.Length).Select(i => reader.IsDBNull(i) ? null : ValueText.Cell(reader.GetString(i))),
            ];
            characters += row.Sum(cell => cell?.Length ?? 0);
            rows.Add(row);
        }
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return new ExplorerContent
        {
            Columns = columns,
            Rows = rows,
            Next = more ? $"{offset + rows.Count}" : null,
            Notice = FormattableString.Invariant($"{rows.Count}{(more ? "+" : "")} rows, {took:0} ms"),
        };
    }

    /// <summary>The planner's plan; the statement itself is not run.</summary>
    public static async Task<ExplorerContent> ExplainAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(connection, cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand($"explain {sql.Trim().TrimEnd(';')}") },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(reader.GetString(0));
        }
        return new ExplorerContent { Text = string.Join('\n', lines), Format = "text" };
    }

    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "set transaction read only", cancellationToken);
        return transaction;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ExplorerColumn Column(string name, string type) =>
        new(name, type, type is "integer" or "bigint" or "smallint" or "numeric" or "real" or "double precision");
}

using Npgsql;

namespace Platform.Dashboard.Explorers.Postgres;

/// <summary>Databases, their tables and views, one statement at a time. Reads through <see cref="ExplorerRole"/>, never with the rights it was opened with.</summary>
internal sealed class PostgresExplorer : IExplorer
{
    private const int RowLimit = 500;

    private readonly NpgsqlConnectionStringBuilder administrator;
    private readonly ExplorerRole role;

    public PostgresExplorer(string connectionString)
    {
        administrator = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Timeout = 5,
            IncludeErrorDetail = false,
        };
        role = new ExplorerRole(administrator);
    }

    public ExplorerKind Kind => ExplorerKind.Postgres;

    public string QueryLanguage => "sql";

    public IReadOnlyList<ExplorerAction> Actions { get; } =
    [
        new("columns", "Columns", ["table", "view"], []),
        new("indexes", "Indexes", ["table"], []),
        new("explain", "Explain", ["database"], ["sql"]),
        new("sessions", "Sessions", [], []),
    ];

    public Task<ExplorerListing> ListAsync(string path, PageRequest page, CancellationToken cancellationToken) =>
        AskAsync(async () =>
            ExplorerPath.Split(path) switch
            {
                [] => await DatabasesAsync(cancellationToken),
                [var database] => await TablesAsync(database, cancellationToken),
                _ => throw ExplorerPath.Nothing(path),
            }
        );

    public Task<ExplorerContent> ReadAsync(string path, PageRequest page, CancellationToken cancellationToken) =>
        AskAsync(async () =>
        {
            if (ExplorerPath.Split(path) is not [var database, var schema, var table])
            {
                throw ExplorerPath.Nothing(path);
            }
            if (!int.TryParse(page.After ?? "0", out var offset) || offset < 0)
            {
                throw new ExplorerException($"'{page.After}' is no place to go on from.");
            }
            var limit = Math.Clamp(page.Limit, 1, RowLimit);
            await using var connection = await role.OpenAsync(database, cancellationToken);
            return await ReadOnlyStatement.RunAsync(
                connection,
                $"select * from {Quote(schema)}.{Quote(table)}",
                offset,
                limit,
                cancellationToken
            );
        });

    public Task<ExplorerContent> QueryAsync(string path, string text, CancellationToken cancellationToken) =>
        AskAsync(async () =>
        {
            await using var connection = await role.OpenAsync(DatabaseOf(path), cancellationToken);
            return await ReadOnlyStatement.RunAsync(connection, text, 0, RowLimit, cancellationToken);
        });

    public Task<ExplorerContent> ActAsync(
        string action,
        string path,
        IReadOnlyDictionary<string, string?> inputs,
        CancellationToken cancellationToken
    ) =>
        AskAsync(async () =>
        {
            switch (action, ExplorerPath.Split(path))
            {
                case ("columns", [var database, var schema, var table]):
                    return await CatalogAsync(database, PostgresCatalog.Columns, schema, table, cancellationToken);
                case ("indexes", [var database, var schema, var table]):
                    return await CatalogAsync(database, PostgresCatalog.Indexes, schema, table, cancellationToken);
                case ("sessions", _):
                    return await CatalogAsync(administrator.Database ?? "postgres", PostgresCatalog.Sessions, "", "", cancellationToken);
                case ("explain", [var database, ..]) when inputs.TryGetValue("sql", out var sql) && !string.IsNullOrWhiteSpace(sql):
                    await using (var connection = await role.OpenAsync(database, cancellationToken))
                    {
                        return await ReadOnlyStatement.ExplainAsync(connection, sql, cancellationToken);
                    }
                default:
                    throw new ExplorerException($"PostgreSQL has no action '{action}' for '{path}'.");
            }
        });

    public ValueTask DisposeAsync() => role.DisposeAsync();

    private async Task<ExplorerListing> DatabasesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await role.OpenAsync(administrator.Database ?? "postgres", cancellationToken);
        var rows = await PostgresCatalog.RowsAsync(connection, PostgresCatalog.Databases, [], cancellationToken);
        return new([
            .. rows.Rows.Select(row => new ExplorerEntry(
                ExplorerPath.Join(row[0]!),
                row[0]!,
                "database",
                CanOpen: true,
                CanRead: false,
                row[1]
            )),
        ]);
    }

    private async Task<ExplorerListing> TablesAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = await role.OpenAsync(database, cancellationToken);
        var rows = await PostgresCatalog.RowsAsync(connection, PostgresCatalog.Tables, [], cancellationToken);
        return new([
            .. rows.Rows.Select(row => new ExplorerEntry(
                ExplorerPath.Join(database, row[0]!, row[1]!),
                row[0] == "public" ? row[1]! : $"{row[0]}.{row[1]}",
                row[2]!,
                CanOpen: false,
                CanRead: true,
                row[3]
            )),
        ]);
    }

    private async Task<ExplorerContent> CatalogAsync(
        string database,
        string sql,
        string schema,
        string table,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await role.OpenAsync(database, cancellationToken);
        return await PostgresCatalog.RowsAsync(connection, sql, schema.Length == 0 ? [] : [schema, table], cancellationToken);
    }

    private string DatabaseOf(string path) =>
        ExplorerPath.Split(path) is [var database, ..]
            ? database
            : administrator.Database ?? throw new ExplorerException("Choose a database first.");

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (PostgresException error)
        {
            var where = error.Position > 0 ? $" (at character {error.Position})" : "";
            throw new ExplorerException($"PostgreSQL says: {error.MessageText}{where}. {error.Hint}".TrimEnd(), error);
        }
        catch (NpgsqlException error)
        {
            throw new ExplorerException($"PostgreSQL cannot be reached: {error.InnerException?.Message ?? error.Message}", error)
            {
                Unreachable = true,
            };
        }
    }
}

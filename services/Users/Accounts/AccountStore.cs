using Dapper;
using Npgsql;

namespace Users.Accounts;

/// <summary>Accounts in PostgreSQL.</summary>
internal sealed class AccountStore(NpgsqlDataSource database)
{
    private const string Columns = """
        id as "Id", email as "Email", name as "Name", role as "Role", created_at as "CreatedAt"
        """;

    /// <returns>Null when the email is taken.</returns>
    public async Task<Account?> AddAsync(
        string email,
        string name,
        string passwordHash,
        string? idempotencyKey,
        CancellationToken cancellationToken = default
    )
    {
        const string Sql = $"""
            insert into accounts (id, email, name, password_hash, idempotency_key)
            values (@id, @email, @name, @passwordHash, @idempotencyKey)
            on conflict (lower(email)) do nothing returning {Columns}
            """;
        var parameters = new
        {
            id = Guid.CreateVersion7(),
            email,
            name,
            passwordHash,
            idempotencyKey,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Account>(
            new CommandDefinition(Sql, parameters, cancellationToken: cancellationToken)
        );
    }

    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Account>(
            new CommandDefinition($"select {Columns} from accounts where id = @id", new { id }, cancellationToken: cancellationToken)
        );
    }

    public async Task<Credentials?> FindCredentialsAsync(string email, CancellationToken cancellationToken = default)
    {
        const string Sql = $"""
            select {Columns}, password_hash as "PasswordHash", idempotency_key as "IdempotencyKey",
                case when failed_logins >= @limit then extract(epoch from failing_since + @window - now())::float8 end as "Throttle"
            from accounts where lower(email) = lower(@email)
            """;
        var parameters = new
        {
            email,
            limit = LoginThrottle.Failures,
            window = LoginThrottle.Window,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(Sql, parameters, cancellationToken: cancellationToken)
        );
        return row is null
            ? null
            : new(
                new(row.Id, row.Email, row.Name, row.Role, row.CreatedAt),
                row.PasswordHash,
                row.IdempotencyKey,
                row.Throttle > 0 ? TimeSpan.FromSeconds(row.Throttle.Value) : null
            );
    }

    /// <summary>Counts a failed login; a window that has passed starts anew.</summary>
    public async Task LoginFailedAsync(Guid id, CancellationToken cancellationToken = default)
    {
        const string Sql = """
            update accounts set
                failed_logins = case when failing_since > now() - @window then failed_logins + 1 else 1 end,
                failing_since = case when failing_since > now() - @window then failing_since else now() end
            where id = @id
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            new CommandDefinition(Sql, new { id, window = LoginThrottle.Window }, cancellationToken: cancellationToken)
        );
    }

    private sealed record Row(
        Guid Id,
        string Email,
        string Name,
        string Role,
        DateTime CreatedAt,
        string PasswordHash,
        string? IdempotencyKey,
        double? Throttle
    );
}

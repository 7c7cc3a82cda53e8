using Dapper;
using Npgsql;
using Users.Tokens;

namespace Users.Keys;

/// <summary>The signing keys in PostgreSQL, common to all replicas. A key signs until it is too old; then the next one, long published, takes over.</summary>
internal sealed class KeyStore(NpgsqlDataSource database, TokenOptions options, TimeProvider time)
{
    // Verifiers' clocks and a token that is being issued while its key retires.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    /// <summary>The key to sign with. Rotates first when it is due.</summary>
    public async Task<SigningKey> GetActiveAsync(CancellationToken cancellationToken = default)
    {
        if (await FindActiveAsync(cancellationToken) is { } active && time.GetUtcNow() - active.ActivatedAt < options.RotateAfter)
        {
            return active;
        }
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await RotateAsync(connection, options, onlyWhenDue: true, revoke: false, cancellationToken);
        }
        return await FindActiveAsync(cancellationToken) ?? throw new InvalidOperationException("The rotation left no active signing key.");
    }

    /// <summary>All keys that a valid token may be signed with, and the next one.</summary>
    public async Task<IReadOnlyList<JsonWebKey>> ListAsync(CancellationToken cancellationToken = default)
    {
        const string Sql = """
            select kid as "Kid", x as "X", y as "Y" from signing_keys where status <> 'retired' or drop_after > now() order by created_at desc
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<JsonWebKey>(new CommandDefinition(Sql, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Lets the next key take over at once.</summary>
    /// <param name="revoke">Also forgets the old key: tokens signed with it stop being valid.</param>
    public async Task RotateAsync(bool revoke, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await RotateAsync(connection, options, onlyWhenDue: false, revoke, cancellationToken);
    }

    /// <summary>Makes the first keys of a new database.</summary>
    public static Task EnsureAsync(NpgsqlConnection connection, TokenOptions options, CancellationToken cancellationToken) =>
        RotateAsync(connection, options, onlyWhenDue: true, revoke: false, cancellationToken);

    // Without Dapper, which this service would then load and compile at every start.
    private static async Task<bool> IsFreshAsync(NpgsqlConnection connection, TimeSpan age, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select exists (select from signing_keys where status = 'active' and activated_at > now() - $1)",
            connection
        )
        {
            Parameters = { new() { Value = age } },
        };
        await using var table = new NpgsqlCommand("lock table signing_keys in share row exclusive mode", connection);
        await table.ExecuteNonQueryAsync(cancellationToken);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<SigningKey?> FindActiveAsync(CancellationToken cancellationToken)
    {
        const string Sql = """
            select kid as "Kid", pkcs8 as "Pkcs8", activated_at as "ActivatedAt" from signing_keys where status = 'active'
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<SigningKey>(new CommandDefinition(Sql, cancellationToken: cancellationToken));
    }

    private static async Task RotateAsync(
        NpgsqlConnection connection,
        TokenOptions options,
        bool onlyWhenDue,
        bool revoke,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Replicas rotate one after the other, and the second sees that it is done.
        var fresh = await IsFreshAsync(connection, options.RotateAfter, cancellationToken);
        if (onlyWhenDue && fresh)
        {
            return;
        }

        var (spare, next) = (NewKey.Create(), NewKey.Create());
        await connection.ExecuteAsync(
            """
            delete from signing_keys where status = 'retired' and drop_after < now() or status = 'active' and @revoke;
            update signing_keys set status = 'retired', drop_after = now() + @keep where status = 'active';
            update signing_keys set status = 'active', activated_at = now() where status = 'next';
            insert into signing_keys (kid, pkcs8, x, y, status, activated_at)
                select @spareKid, @sparePkcs8, @spareX, @spareY, 'active', now()
                where not exists (select from signing_keys where status = 'active');
            insert into signing_keys (kid, pkcs8, x, y, status) values (@nextKid, @nextPkcs8, @nextX, @nextY, 'next')
            """,
            new
            {
                revoke,
                keep = options.Lifetime + Leeway,
                spareKid = spare.Kid,
                sparePkcs8 = spare.Pkcs8,
                spareX = spare.X,
                spareY = spare.Y,
                nextKid = next.Kid,
                nextPkcs8 = next.Pkcs8,
                nextX = next.X,
                nextY = next.Y,
            },
            transaction
        );
        await transaction.CommitAsync(cancellationToken);
    }
}

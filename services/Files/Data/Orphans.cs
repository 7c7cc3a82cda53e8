using Dapper;
using Npgsql;
using Platform.FileStores.Stores;
using Platform.Services;

namespace Files.Data;

/// <summary>
/// Objects that belong to no file: written down before an upload begins, forgotten when its file is committed, and removed from the store otherwise, by
/// whoever notices first. So neither an upload that breaks off nor this service's own death leaves anything behind.
/// </summary>
internal sealed partial class Orphans(NpgsqlDataSource database, FileStoreSet stores, TimeProvider time, ILogger<Orphans> logger)
{
    /// <summary>How long a broken-off request is cleaned up after on the spot.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    public const string NextDue = "select min(due_at) from orphans";

    public async Task ExpectAsync(string target, string key, TimeSpan lease, CancellationToken cancellationToken)
    {
        var due = time.UtcNow() + lease;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "insert into orphans (target, key, due_at) values (@target, @key, @due)",
            new
            {
                target,
                key,
                due,
            },
            transaction
        );
        await Deadlines.AnnounceAsync(transaction, due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Adds what a finished job left for a file that is gone.</summary>
    public async Task AddAsync(NpgsqlTransaction transaction, string target, string prefix, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await transaction.Connection!.ExecuteAsync(
            "insert into orphans (target, key, is_prefix, due_at) values (@target, @prefix, true, @now) on conflict do nothing",
            new
            {
                target,
                prefix,
                now,
            },
            transaction
        );
        await Deadlines.AnnounceAsync(transaction, now, cancellationToken);
    }

    /// <summary>Removes an upload that failed. Never throws: what cannot be removed now is removed when it falls due.</summary>
    public async Task RemoveNowAsync(string target, string key)
    {
        // The request may be gone; this is not its work any more.
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            await using var connection = await database.OpenConnectionAsync(limit.Token);
            await using var transaction = await connection.BeginTransactionAsync(limit.Token);
            var now = time.UtcNow();
            var mine = await connection.QuerySingleOrDefaultAsync<OrphanRow>(
                "update orphans set due_at = @now where target = @target and key = @key returning target, key, is_prefix, attempts",
                new
                {
                    target,
                    key,
                    now,
                },
                transaction
            );
            if (mine is null)
                return;
            await RemoveAsync(transaction, mine, limit.Token);
            await Deadlines.AnnounceAsync(transaction, now, limit.Token);
            await transaction.CommitAsync(limit.Token);
        }
        catch (Exception failed)
        {
            LogLater(target, key, failed.Message);
        }
    }

    /// <summary>Removes one that is due and in nobody else's hands; false when there is none.</summary>
    public async Task<bool> RemoveDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var due = await connection.QuerySingleOrDefaultAsync<OrphanRow>(
            "select target, key, is_prefix, attempts from orphans where due_at <= @now order by due_at limit 1 for update skip locked",
            new { now = time.UtcNow() },
            transaction
        );
        if (due is null)
            return false;
        await RemoveAsync(transaction, due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task RemoveAsync(NpgsqlTransaction transaction, OrphanRow orphan, CancellationToken cancellationToken)
    {
        try
        {
            var store = stores[orphan.Target];
            await (
                orphan.IsPrefix ? store.DeleteAllAsync(orphan.Key, cancellationToken) : store.DeleteAsync(orphan.Key, cancellationToken)
            );
            await transaction.Connection!.ExecuteAsync("delete from orphans where target = @Target and key = @Key", orphan, transaction);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            LogLater(orphan.Target, orphan.Key, failed.Message);
            var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(orphan.Attempts, 10))));
            await transaction.Connection!.ExecuteAsync(
                "update orphans set attempts = attempts + 1, due_at = @later where target = @Target and key = @Key",
                new
                {
                    orphan.Target,
                    orphan.Key,
                    later = time.UtcNow() + pause,
                },
                transaction
            );
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Key} in the store {Target} is removed later: {Reason}")]
    private partial void LogLater(string target, string key, string reason);
}

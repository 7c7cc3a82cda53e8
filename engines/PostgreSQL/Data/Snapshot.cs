namespace Platform.Engines.PostgreSQL.Data;

/// <summary>A base backup by the server's low-level interface: no pg_basebackup is shipped, and none is needed.</summary>
internal static class Snapshot
{
    // What a base backup leaves out, by the manual: locks, other servers' slots, and what is rebuilt at start.
    private static readonly string[] LeftOut =
    [
        "postmaster.pid",
        "postmaster.opts",
        "pg_replslot/",
        "pg_dynshmem/",
        "pg_notify/",
        "pg_serial/",
        "pg_snapshots/",
        "pg_stat_tmp/",
        "pg_subtrans/",
    ];

    /// <summary>Copies the data of a running server, which goes on serving; clients' open transactions are not in it.</summary>
    public static async Task TakeAsync(string data, string target, ServerSocket socket, CancellationToken cancellationToken)
    {
        await using var connection = await socket.ConnectAsync(Databases.Maintenance, cancellationToken);

        // The slot keeps the log that the copy will need from being recycled; it goes with the connection.
        var slot = $"platform_{Guid.NewGuid():N}";
        await connection.QueryAsync($"SELECT pg_create_physical_replication_slot('{slot}', true, true)", cancellationToken);
        await connection.QueryAsync("SELECT pg_backup_start('platform', true)", cancellationToken);
        await DirectoryTree.MirrorAsync(
            data,
            target,
            path => IsLeftOut(path) || path.StartsWith("pg_wal/", StringComparison.Ordinal),
            live: true,
            cancellationToken
        );
        var label = (await connection.QueryAsync("SELECT labelfile FROM pg_backup_stop(false)", cancellationToken))[0][0]!;

        // The log last: all of it that the copied files need is now on disk.
        await DirectoryTree.MirrorAsync(
            Path.Combine(data, "pg_wal"),
            Path.Combine(target, "pg_wal"),
            skip: null,
            live: true,
            cancellationToken
        );
        await File.WriteAllTextAsync(Path.Combine(target, "backup_label"), label, cancellationToken);
    }

    /// <summary>Copies the data of a stopped server.</summary>
    public static Task TakeAsync(string data, string target, CancellationToken cancellationToken) =>
        DirectoryTree.MirrorAsync(data, target, path => path == "postmaster.pid", live: false, cancellationToken);

    private static bool IsLeftOut(string path) =>
        LeftOut.Any(entry => entry[^1] == '/' ? path.StartsWith(entry, StringComparison.Ordinal) : path == entry);
}

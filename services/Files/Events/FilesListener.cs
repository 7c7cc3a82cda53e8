using Files.Data;
using Npgsql;
using Platform.ServiceDefaults.Migrations;
using Platform.Services;

namespace Files.Events;

/// <summary>Hears of deadlines and of files' news, from whichever replica they come.</summary>
internal sealed class FilesListener(
    NpgsqlDataSource database,
    DatabaseMigrations migrations,
    FileNews news,
    Alarm alarm,
    TimeProvider time,
    ILogger<DatabaseListener> logger
) : DatabaseListener(database, migrations, alarm, time, logger)
{
    protected override IReadOnlyList<string> Channels => [EventLog.Channel];

    protected override void Hear(string payload)
    {
        if (Guid.TryParse(payload, out var file))
            news.Tell(file);
    }
}

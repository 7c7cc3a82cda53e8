using System.Globalization;
using Npgsql;

namespace Platform.Services;

/// <summary>Tells every replica, with the commit, by when somebody has to look at the database again.</summary>
internal static class Deadlines
{
    public const string Channel = "deadlines";

    public static async Task AnnounceAsync(NpgsqlTransaction transaction, DateTime due, CancellationToken cancellationToken = default)
    {
        await using var command = new NpgsqlCommand("select pg_notify($1, $2)", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = Channel });
        command.Parameters.Add(new() { Value = due.ToString("O", CultureInfo.InvariantCulture) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static DateTime Parse(string payload) => DateTime.Parse(payload, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}

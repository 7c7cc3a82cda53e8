using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.ServiceDefaults.Migrations;

namespace ServiceDefaults.Tests.Support;

/// <summary>The tables outbox and inbox as docs/events.md gives them.</summary>
internal static partial class EventTables
{
    public static async Task CreateAsync(NpgsqlDataSource database)
    {
        using var page = new StreamReader(typeof(EventTables).Assembly.GetManifestResourceStream("events.md")!);
        var sql = SqlBlock().Match(await page.ReadToEndAsync()).Groups["sql"].Value;
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Instead of AddMigrations: the tables are there.</summary>
    public static void AddMigratedDatabase(this IHostApplicationBuilder builder, string connectionName)
    {
        var migrations = new DatabaseMigrations();
        migrations.Complete();
        builder.AddNpgsqlDataSource(connectionName);
        builder.Services.AddKeyedSingleton(connectionName, migrations);
    }

    [GeneratedRegex("```sql\n(?<sql>.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlBlock();
}

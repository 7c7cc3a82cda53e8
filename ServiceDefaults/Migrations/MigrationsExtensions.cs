using System.Reflection;
using global::Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults.Migrations;

namespace Microsoft.Extensions.Hosting;

/// <summary>Plain SQL migrations that a service runs on its own database when it starts.</summary>
public static class MigrationsExtensions
{
    /// <summary>
    /// Applies the embedded resources <c>Migrations/0001_name.sql</c> … of <paramref name="assembly"/> in order, each in a transaction, under an
    /// advisory lock; <c>/health</c> answers 503 until they are applied. Fails when a migration changed after it was applied.
    /// <paramref name="seed"/> runs after them, under the same lock and before <c>/health</c> turns: at each start, so it must bear repeating.
    /// </summary>
    public static void AddMigrations(
        this IHostApplicationBuilder builder,
        string connectionName,
        Assembly assembly,
        Func<NpgsqlConnection, CancellationToken, Task>? seed = null
    )
    {
        var connectionString = builder.Configuration.GetConnectionString(connectionName);
        builder.Services.AddSingleton(new MigrationSource(connectionName, connectionString, assembly, seed));
        builder.Services.AddHostedService<MigrationRunner>();
    }
}

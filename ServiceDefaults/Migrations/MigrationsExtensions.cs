using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Migrations;

namespace Microsoft.Extensions.Hosting;

/// <summary>Plain SQL migrations that a service runs on its own database when it starts. Stands for DbUp or Evolve.</summary>
public static class MigrationsExtensions
{
    /// <summary>
    /// Applies the embedded resources <c>Migrations/0001_name.sql</c> … of <paramref name="assembly"/> in order, each in a transaction, under an
    /// advisory lock; <c>/health</c> answers 503 until they are applied. Needs <c>AddNpgsqlDataSource</c> of the same name. The service ends with
    /// exit code 1 when a migration fails or was changed after it was applied. Keep them backward-compatible: the old version still runs meanwhile.
    /// <paramref name="seed"/> runs after them, under the same lock and before <c>/health</c> turns: at each start, so it must bear repeating.
    /// </summary>
    public static void AddMigrations(
        this IHostApplicationBuilder builder,
        string connectionName,
        Assembly assembly,
        Func<NpgsqlConnection, CancellationToken, Task>? seed = null
    )
    {
        var state = new DatabaseMigrations();
        builder.Services.AddSingleton(state).AddKeyedSingleton(connectionName, state);
        builder.Services.AddSingleton<IHostedService>(services =>
            ActivatorUtilities.CreateInstance<MigrationRunner>(
                services,
                connectionName,
                state,
                () =>
                    new SchemaMigrator(
                        services.GetRequiredKeyedService<NpgsqlDataSource>(connectionName),
                        Migration.ReadAll(assembly),
                        seed,
                        services.GetRequiredService<ILogger<SchemaMigrator>>()
                    )
            )
        );
        builder
            .Services.AddHealthChecks()
            .AddCheck(
                $"{connectionName}-migrations",
                () => state.Applied ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The migrations are not applied yet.")
            );
    }
}

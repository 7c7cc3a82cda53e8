using global::Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands for the client integration Aspire.Npgsql.</summary>
public static class NpgsqlExtensions
{
    /// <summary>Registers a singleton <see cref="NpgsqlDataSource"/> for <c>ConnectionStrings:{connectionName}</c>, with health check and telemetry.</summary>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null
    )
    {
        var settings = new NpgsqlSettings { ConnectionString = builder.Configuration.GetConnectionString(connectionName) };
        configureSettings?.Invoke(settings);
        builder.Services.AddSingleton(services =>
        {
            var source = new NpgsqlDataSourceBuilder(
                settings.ConnectionString
                    ?? throw new InvalidOperationException(
                        $"No connection string '{connectionName}'. Reference the database in the AppHost (.WithReference({connectionName})) "
                            + $"or set ConnectionStrings__{connectionName}."
                    )
            );
            source.UseLoggerFactory(services.GetService<ILoggerFactory>());
            configureDataSourceBuilder?.Invoke(source);
            return source.Build();
        });
    }
}

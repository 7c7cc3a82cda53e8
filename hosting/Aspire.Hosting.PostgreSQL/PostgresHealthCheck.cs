using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>
/// Healthy when a client can connect to the server, or the database, and ask for something. The first answer, for which everything waits,
/// comes from the engine where there is one: it has created the databases before it answers, and Npgsql costs the host 0.2 s to load.
/// </summary>
internal sealed class PostgresHealthCheck(PostgresServerResource server, IResourceWithConnectionString target) : IHealthCheck
{
    private bool _answered;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!_answered && EngineProbeAnnotation.Of(server) is { } engine)
            {
                await engine.ProbeAsync(cancellationToken).ConfigureAwait(false);
                _answered = true;
                return HealthCheckResult.Healthy();
            }

            var connectionString = await target.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
            await using var connection = await PostgresConnection.OpenAsync(connectionString, cancellationToken).ConfigureAwait(false);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using Polly;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>Whether the cluster answers, takes our password, and has all its primary shards. In one attempt and no more than a second.</summary>
internal sealed class ElasticsearchHealthCheck(ElasticsearchClient client) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await client.HealthAsync(patience.Token) is "red"
                ? Failed("The cluster is red: a primary shard is missing.")
                : HealthCheckResult.Healthy();
        }
        // May search but not ask for the cluster's health: it answers.
        catch (ElasticsearchException refused) when (refused.Status == 403)
        {
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is ElasticsearchException or HttpRequestException or ExecutionRejectedException)
        {
            return Failed(error.Message, error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"The cluster did not answer within {Patience.TotalSeconds} s.");
        }

        HealthCheckResult Failed(string what, Exception? error = null) => new(context.Registration.FailureStatus, what, error);
    }
}

using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Whether a broker answers, asked over the producer's own connections.</summary>
internal sealed class KafkaHealthCheck(KafkaProducer producer) : IHealthCheck, IDisposable
{
    /// <summary>The client waits for a broker that is away for as long as it is told: shorter than the check's own limit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private IAdminClient? admin;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var cluster = await Admin().DescribeClusterAsync(new() { RequestTimeout = Patience }).WaitAsync(cancellationToken);
            return cluster.Nodes.Count > 0
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, "No broker is up.");
        }
        catch (Exception error) when (error is KafkaException or ObjectDisposedException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, error.Message, error);
        }
    }

    public void Dispose() => admin?.Dispose();

    private IAdminClient Admin()
    {
        lock (gate)
            return admin ??= new DependentAdminClientBuilder(producer.Client.Handle).Build();
    }
}

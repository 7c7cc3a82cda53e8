using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;

namespace Platform.ServiceDefaults.S3;

/// <summary>Whether the store answers and takes our signature.</summary>
internal sealed class S3HealthCheck(IAmazonS3 store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        try
        {
            await store.ListBucketsAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        // May sign but not list: it answers.
        catch (AmazonS3Exception error) when (error.ErrorCode == "AccessDenied")
        {
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, error.Message, error);
        }
    }
}

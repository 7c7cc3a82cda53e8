using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace Platform.ServiceDefaults.S3;

/// <summary>The SDK's client, traced if asked to.</summary>
internal sealed class S3Client : AmazonS3Client
{
    // The base class builds its pipeline before this class's fields are set.
    private static readonly AsyncLocal<S3Tracing?> TracingOfNext = new();

    private S3Client(AWSCredentials credentials, AmazonS3Config config)
        : base(credentials, config) { }

    public static S3Client Create(S3ConnectionString connection, AmazonS3Config config, bool traced)
    {
        TracingOfNext.Value = traced ? new(connection.Endpoint.Host, connection.Endpoint.Port, connection.Region) : null;
        try
        {
            return new(new BasicAWSCredentials(connection.AccessKey, connection.SecretKey), config);
        }
        finally
        {
            TracingOfNext.Value = null;
        }
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        if (TracingOfNext.Value is { } tracing)
            pipeline.AddHandler(tracing);
    }
}

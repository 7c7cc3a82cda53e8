using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Platform.ServiceDefaults.S3;

/// <summary>
/// A client span for each operation, by OpenTelemetry's conventions for the AWS SDK; the HTTP requests that it takes are its children. Stands for
/// OpenTelemetry.Instrumentation.AWS. Signatures and keys stay out: presigned URLs are made without a request.
/// </summary>
internal sealed class S3Tracing(string serverAddress, int serverPort, string region) : PipelineHandler
{
    // "Platform.*" is what AddTelemetry listens to.
    private const string Name = "Platform.ServiceDefaults.S3";
    private static readonly ActivitySource Source = new(Name);
    private static readonly ConcurrentDictionary<Type, (string Attribute, PropertyInfo Property)[]> Described = new();

    private static readonly (string Attribute, string Property)[] Attributes =
    [
        ("aws.s3.bucket", "BucketName"),
        ("aws.s3.bucket", "DestinationBucket"),
        ("aws.s3.key", "Key"),
        ("aws.s3.key", "DestinationKey"),
        ("aws.s3.upload_id", "UploadId"),
        ("aws.s3.part_number", "PartNumber"),
    ];

    public override void InvokeSync(IExecutionContext executionContext)
    {
        using var span = Start(executionContext.RequestContext);
        try
        {
            base.InvokeSync(executionContext);
            Describe(span, executionContext.ResponseContext.Response);
        }
        catch (Exception error)
        {
            Fail(span, error);
            throw;
        }
    }

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        using var span = Start(executionContext.RequestContext);
        try
        {
            var response = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            Describe(span, response);
            return response;
        }
        catch (Exception error)
        {
            Fail(span, error);
            throw;
        }
    }

    private Activity? Start(IRequestContext context)
    {
        const string suffix = "Request";
        var request = context.OriginalRequest;
        var type = request.GetType().Name;
        var method = type.EndsWith(suffix, StringComparison.Ordinal) ? type[..^suffix.Length] : type;
        var span = Source.StartActivity($"S3.{method}", ActivityKind.Client);
        if (span is not { IsAllDataRequested: true })
            return span;
        span.SetTag("rpc.system", "aws-api").SetTag("rpc.service", "S3").SetTag("rpc.method", method);
        span.SetTag("server.address", serverAddress).SetTag("server.port", serverPort).SetTag("cloud.region", region);
        foreach (var (attribute, property) in Described.GetOrAdd(request.GetType(), DescriptionOf))
        {
            if (property.GetValue(request) is { } value and not 0)
                span.SetTag(attribute, value);
        }
        return span;
    }

    private static void Describe(Activity? span, object? response)
    {
        if (span is null || response is not AmazonWebServiceResponse answer)
            return;
        span.SetTag("http.response.status_code", (int)answer.HttpStatusCode);
        span.SetTag("aws.request_id", answer.ResponseMetadata?.RequestId);
    }

    private static void Fail(Activity? span, Exception error)
    {
        if (span is null)
            return;
        var refused = error as AmazonServiceException;
        if (refused is { StatusCode: not 0 })
            span.SetTag("http.response.status_code", (int)refused.StatusCode);
        span.SetTag("aws.request_id", refused?.RequestId);
        span.SetTag("error.type", string.IsNullOrEmpty(refused?.ErrorCode) ? error.GetType().FullName : refused.ErrorCode);
        span.SetStatus(ActivityStatusCode.Error, error.Message);
    }

    private static (string, PropertyInfo)[] DescriptionOf(Type request) =>
        [
            .. from one in Attributes
            let property = request.GetProperty(one.Property)
            where property is not null
            select (one.Attribute, property),
        ];
}

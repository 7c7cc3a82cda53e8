using System.Net;
using Amazon.S3;

namespace Platform.Engines.ObjectStorage.Tests.Support;

internal static class Refusals
{
    /// <summary>The request is refused with this code, as the SDK reads it.</summary>
    public static async Task<AmazonS3Exception> ShouldBeRefusedAsync(this Task request, string code, HttpStatusCode status)
    {
        var refusal = await Should.ThrowAsync<AmazonS3Exception>(request);
        refusal.ErrorCode.ShouldBe(code);
        refusal.StatusCode.ShouldBe(status);
        refusal.RequestId.ShouldNotBeNullOrEmpty();
        return refusal;
    }
}

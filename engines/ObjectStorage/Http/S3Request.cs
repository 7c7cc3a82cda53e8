using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Payload;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Http;

/// <summary>A request that was parsed and authenticated, and the means to answer it.</summary>
internal sealed class S3Request(HttpContext http, RequestTarget target, PayloadSignature? signature, S3Services services)
{
    public HttpRequest Http => http.Request;

    public HttpResponse Response => http.Response;

    public S3Services Services => services;

    public ObjectStore Store => services.Store;

    public RequestTarget Target => target;

    public string Method => http.Request.Method;

    public string Bucket => target.Bucket!;

    public string Key => target.Key!;

    public QueryParameters Query => target.Query;

    public bool IsAnonymous => signature is null;

    public PayloadReader Payload { get; } = new(http.Request, signature ?? AnonymousPayload(http.Request));

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The header's value, of several the list; null where it was not sent.</summary>
    public string? Header(string name) => http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>A header that may hold UTF-8; the server reads headers as Latin-1.</summary>
    public string? Utf8Header(string name) => Header(name) is { } value ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(value)) : null;

    /// <summary>The version asked for; null for the latest.</summary>
    public string? VersionId => Query["versionId"] is { Length: > 0 } id ? id : null;

    public async Task<ReceivedPayload> ReceiveAsync(IPayloadSink sink, long most, ChecksumAlgorithm? wanted = null)
    {
        using var seat = await services.Bodies.EnterAsync(Aborted).ConfigureAwait(false);
        return await Payload.ReceiveAsync(sink, most, wanted, Aborted).ConfigureAwait(false);
    }

    public async Task<ReadOnlyMemory<byte>> ReadAsync(int most)
    {
        // Small documents come with a length; without one there is none.
        if (Http.ContentLength is null && !Http.Headers.TransferEncoding.Any())
            return default;
        var sink = new MemoryPayload();
        await ReceiveAsync(sink, most).ConfigureAwait(false);
        return sink.Bytes;
    }

    public async Task<XElement> ReadXmlAsync(string root, int most) => XmlBody.Parse(await ReadAsync(most).ConfigureAwait(false), root);

    public void RequireChecksum()
    {
        if (!Payload.Expected.Any)
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }

    public Task AnswerAsync(int status)
    {
        Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
            Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    public Task AnswerAsync(XmlAnswer answer, int status = 200) => AnswerAsync(answer.ToBytes(), "application/xml", status);

    public async Task AnswerAsync(byte[] body, string contentType, int status = 200)
    {
        Response.StatusCode = status;
        Response.ContentType = contentType;
        Response.ContentLength = body.Length;
        await Response.Body.WriteAsync(body, Aborted).ConfigureAwait(false);
    }

    private static PayloadSignature AnonymousPayload(HttpRequest request) =>
        request.Headers["x-amz-content-sha256"].ToString() is { Length: > 0 } declared
        && PayloadSignature.Of(declared) is { SignsChunks: false } payload
            ? payload
            : PayloadSignature.Unsigned;
}

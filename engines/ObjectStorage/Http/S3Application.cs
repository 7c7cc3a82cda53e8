using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Platform.Engines.ObjectStorage.Operations;

namespace Platform.Engines.ObjectStorage.Http;

/// <summary>What came and how it was answered; for the tests' log of what clients call.</summary>
internal sealed record S3Exchange(
    string Method,
    string Route,
    IReadOnlyList<string> Parameters,
    IReadOnlyList<string> Headers,
    int Status,
    string? Error
);

/// <summary>Takes one request from its line to its answer: parse, authenticate, permit, run; errors become S3's XML.</summary>
internal sealed class S3Application(S3Services services, ILogger logger, Action<S3Exchange>? observer)
{
    public async Task HandleAsync(HttpContext http)
    {
        var requestId = RandomNumberGenerator.GetHexString(16);
        http.Response.Headers["x-amz-request-id"] = requestId;
        http.Response.Headers["x-amz-id-2"] = requestId;
        var path = http.Request.Path.Value ?? "";
        if (
            path.StartsWith("/minio/health/", StringComparison.Ordinal)
            && http.Request.Method is "GET" or "HEAD"
            && HealthPaths.Contains(path)
        )
            return;
        // botocore remembers on its connection that it was answered without a 100, and cannot read the next answer there. Bodies that
        // are refused close the connection anyway; an empty one has nothing to ask for.
        if (http.Request.ContentLength == 0 && http.Request.Headers.Expect.Count > 0)
            http.Response.Headers.Connection = "close";
        Route? route = null;
        RequestTarget? target = null;
        string? error = null;
        try
        {
            target = RequestTarget.Parse(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
            if (http.Request.Method == "OPTIONS")
                await Cors.PreflightAsync(http, target, services).ConfigureAwait(false);
            else
            {
                Cors.Decorate(http, target, services);
                var signature = services.Authenticator.Authenticate(http.Request.Method, target, http.Request.Headers);
                route = RouteTable.Find(http.Request.Method, target);
                Permissions.Check(route, target, isOwner: signature is not null, services.Store);
                KnownHeaders.Check(http.Request.Headers);
                await route.Run(new S3Request(http, target, signature, services)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            error = "aborted by the client";
        }
        catch (Exception thrown)
        {
            var refusal = Translate(thrown, http, requestId);
            error = refusal.Code;
            await RefuseAsync(http, refusal, requestId).ConfigureAwait(false);
        }
        observer?.Invoke(
            new(
                http.Request.Method,
                route?.Name ?? (http.Request.Method == "OPTIONS" ? "Preflight" : "?"),
                [.. target?.Query.Pairs.Select(pair => pair.Key) ?? []],
                [.. http.Request.Headers.Keys.Select(name => name.ToLowerInvariant())],
                http.Response.StatusCode,
                error
            )
        );
    }

    private static readonly HashSet<string> HealthPaths = ["/minio/health/live", "/minio/health/ready", "/minio/health/cluster"];

    private S3Exception Translate(Exception thrown, HttpContext http, string requestId)
    {
        if (thrown is S3Exception refusal)
            return refusal;
        if (thrown is Microsoft.AspNetCore.Http.BadHttpRequestException { StatusCode: 400 or 408 })
            return thrown is Microsoft.AspNetCore.Http.BadHttpRequestException { StatusCode: 408 }
                ? new(
                    400,
                    "RequestTimeout",
                    "Your socket connection to the server was not read from or written to within the timeout period."
                )
                : S3Errors.IncompleteBody();
        if (thrown is BadHttpRequestException { StatusCode: var status })
            return new(status, "InvalidRequest", thrown.Message);
        logger.LogError(thrown, "{Method} {Path} failed (request {RequestId}).", http.Request.Method, http.Request.Path, requestId);
        return new(500, "InternalError", $"We encountered an internal error ({thrown.GetType().Name}); the server's log says more.");
    }

    private static async Task RefuseAsync(HttpContext http, S3Exception refusal, string requestId)
    {
        // Nothing can be taken back once the head of an answer is out: the connection breaks, so that nobody takes half for the whole.
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        foreach (var name in http.Response.Headers.Keys.Where(name => !IsKept(name)).ToArray())
            http.Response.Headers.Remove(name);
        foreach (var header in refusal.Headers)
            http.Response.Headers[header.Key] = header.Value;
        http.Response.StatusCode = refusal.Status;
        if (http.Request.Method == "HEAD" || refusal.Status == 304)
            return;
        var answer = new XmlAnswer("Error", withNamespace: false).Element("Code", refusal.Code).Element("Message", refusal.Message);
        foreach (var (name, value) in refusal.Details)
            answer.Element(name, value);
        var body = answer
            .Element("Resource", http.Request.Path.Value)
            .Element("RequestId", requestId)
            .Element("HostId", requestId)
            .ToBytes();
        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsKept(string name) =>
        name.StartsWith("x-amz-request", StringComparison.OrdinalIgnoreCase)
        || name.Equals("x-amz-id-2", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Vary", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Connection", StringComparison.OrdinalIgnoreCase);
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Fuzz;

/// <summary>All of the server behind its sockets, at a time that stands still.</summary>
internal sealed class BareApplication : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private readonly TemporaryDirectory data = new();
    private readonly S3Application application;

    public BareApplication()
    {
        var time = new StoppedTime(Now);
        Store = ObjectStore.Open(data.Path, NullLogger.Instance, time);
        Store.CreateBucket("bucket", "us-east-1");
        application = new(
            new(Store, new Authenticator("key", "secret", time), "us-east-1", time, new BodyGate(8, TimeSpan.FromSeconds(30))),
            NullLogger.Instance,
            null
        );
    }

    public ObjectStore Store { get; }

    /// <returns>Status and body of the answer.</returns>
    public async Task<(int Status, string Body)> SendAsync(
        string method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[] body
    )
    {
        var http = new DefaultHttpContext();
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        http.Request.Method = method;
        // The server reads the raw target; this is only named in refusals.
        http.Request.Path = "/fuzzed";
        foreach (var (name, value) in headers)
            http.Request.Headers[name] = value;
        http.Request.ContentLength = body.Length;
        http.Request.Body = new MemoryStream(body);
        var answer = new MemoryStream();
        http.Response.Body = answer;
        await application.HandleAsync(http);
        return (http.Response.StatusCode, System.Text.Encoding.UTF8.GetString(answer.ToArray()));
    }

    public void Dispose()
    {
        Store.Dispose();
        data.Dispose();
    }
}

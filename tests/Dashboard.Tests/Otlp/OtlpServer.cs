using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Platform.Dashboard;
using Platform.Dashboard.Otlp;

namespace Dashboard.Tests.Otlp;

/// <summary>A dashboard before a sink that records, and both protocols spoken byte by byte.</summary>
internal sealed class OtlpServer : IAsyncDisposable
{
    public const string TracePath = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private readonly TestDashboard dashboard;

    private OtlpServer(TestDashboard dashboard, RecordingSink sink)
    {
        this.dashboard = dashboard;
        Sink = sink;
        Grpc = new HttpClient { BaseAddress = dashboard.Application.OtlpGrpcEndpoint };
        Http = new HttpClient { BaseAddress = dashboard.Application.OtlpHttpEndpoint };
    }

    public RecordingSink Sink { get; }

    public HttpClient Grpc { get; }

    public HttpClient Http { get; }

    public T Get<T>()
        where T : notnull => dashboard.Get<T>();

    public static async Task<OtlpServer> StartAsync(Func<DashboardOptions, DashboardOptions>? change = null)
    {
        var sink = new RecordingSink();
        var options = TestDashboard.Options with { Services = services => services.AddSingleton<ITelemetrySink>(sink) };
        return new OtlpServer(await TestDashboard.StartAsync(change?.Invoke(options) ?? options), sink);
    }

    /// <summary>The message behind its five bytes.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message, byte flag = 0)
    {
        var framed = new byte[5 + message.Length];
        framed[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsSpan(5));
        return framed;
    }

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return target.ToArray();
    }

    public async Task<GrpcAnswer> CallAsync(byte[] body, string path = TracePath, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(body),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.TE.Add(new("trailers"));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }
        using var response = await Grpc.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/grpc");
        var message = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new GrpcAnswer(
            int.Parse(Value("grpc-status")!, CultureInfo.InvariantCulture),
            Value("grpc-message"),
            Value("grpc-status-details-bin"),
            message
        );

        string? Value(string name) =>
            response.TrailingHeaders.TryGetValues(name, out var trailer) ? trailer.Single()
            : response.Headers.TryGetValues(name, out var header) ? header.Single()
            : null;
    }

    public async Task<HttpResponseMessage> PostAsync(
        byte[] body,
        string type = "application/x-protobuf",
        string path = "/v1/traces",
        string? coding = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (coding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(coding);
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Grpc.Dispose();
        Http.Dispose();
        await dashboard.DisposeAsync();
    }
}

/// <param name="Details">google.rpc.Status in base64.</param>
/// <param name="Body">As it came, framed.</param>
internal sealed record GrpcAnswer(int Status, string? Message, string? Details, byte[] Body);

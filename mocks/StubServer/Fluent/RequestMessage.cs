using Platform.Mocks.Stubs.Requests;

namespace WireMock;

/// <summary>A served request.</summary>
public sealed class RequestMessage : IRequestMessage
{
    private readonly StubRequest request;

    internal RequestMessage(StubRequest request) => this.request = request;

    public string ClientIP => request.ClientIp;

    public string Url => request.AbsoluteUrl;

    public string AbsolutePath => Path;

    public string Path => Uri.UnescapeDataString(request.Path);

    public string Method => request.Method;

    public IDictionary<string, WireMockList<string>>? Headers => Lists(request.Headers);

    public IDictionary<string, string>? Cookies => request.Cookies.ToDictionary();

    public IDictionary<string, WireMockList<string>>? Query => Lists(request.Query);

    public string? Body => request.BodyBytes.Length == 0 ? null : request.Body;

    public byte[]? BodyAsBytes => request.BodyBytes.Length == 0 ? null : request.BodyBytes;

    public DateTime DateTime => request.ReceivedAt.UtcDateTime;

    private static Dictionary<string, WireMockList<string>> Lists(IReadOnlyDictionary<string, IReadOnlyList<string>> values) =>
        values.ToDictionary(entry => entry.Key, entry => new WireMockList<string>(entry.Value), StringComparer.OrdinalIgnoreCase);
}

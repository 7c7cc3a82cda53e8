using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Mocks.Stubs.Matching;

namespace Platform.Mocks.Stubs.Requests;

/// <summary>A request as it came: the URL undecoded, the body whole.</summary>
public sealed class StubRequest
{
    private static readonly IReadOnlyList<string> None = [];

    public Guid Id { get; } = Guid.NewGuid();

    public required string Method { get; init; }

    /// <summary>Path and query, undecoded.</summary>
    public required string Url { get; init; }

    public string Scheme { get; init; } = "http";

    public string Host { get; init; } = "localhost";

    public int Port { get; init; }

    public string Protocol { get; init; } = "HTTP/1.1";

    public string ClientIp { get; init; } = "";

    public DateTimeOffset ReceivedAt { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyDictionary<string, string> Cookies { get; init; } = new Dictionary<string, string>();

    public byte[] BodyBytes { get; init; } = [];

    /// <summary>Undecoded, without the query.</summary>
    public string Path => Url.Split('?', 2)[0];

    public string AbsoluteUrl => $"{Scheme}://{Host}:{Port}{Url}";

    /// <summary>The body as UTF-8.</summary>
    public string Body => Encoding.UTF8.GetString(BodyBytes);

    /// <summary>An empty body counts as absent.</summary>
    public Value BodyValue => field ??= BodyBytes.Length == 0 ? Value.Absent : new Value(BodyBytes);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Query => field ??= Parse(Url.Contains('?') ? Url[Url.IndexOf('?')..] : "");

    /// <summary>The fields of a URL-encoded body.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Form =>
        field ??= Header("Content-Type")
            .Any(type => type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            ? Parse("?" + Body)
            : new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<string> Header(string name) => Headers.GetValueOrDefault(name) ?? None;

    /// <param name="maxBody">Bytes; a longer body ends with <see cref="BadHttpRequestException"/>, 413.</param>
    public static async Task<StubRequest> ReadAsync(
        HttpContext context,
        DateTimeOffset now,
        long maxBody,
        CancellationToken cancellationToken
    )
    {
        var request = context.Request;
        var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0; )
        {
            if (body.Length + read > maxBody)
                throw new BadHttpRequestException($"The body is longer than {maxBody} bytes.", StatusCodes.Status413PayloadTooLarge);
            body.Write(chunk, 0, read);
        }
        return Create(context, now, body.ToArray());
    }

    /// <summary>Leaves the body unread, for whoever streams it.</summary>
    public static StubRequest WithoutBody(HttpContext context, DateTimeOffset now) => Create(context, now, []);

    private static StubRequest Create(HttpContext context, DateTimeOffset now, byte[] body)
    {
        var request = context.Request;
        return new StubRequest
        {
            Method = request.Method,
            Url =
                context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw && raw[0] == '/'
                    ? raw
                    : $"{request.Path.ToUriComponent()}{request.QueryString}",
            Scheme = request.Scheme,
            Host = request.Host.Host,
            Port = request.Host.Port ?? context.Connection.LocalPort,
            Protocol = request.Protocol,
            ClientIp = context.Connection.RemoteIpAddress?.ToString() ?? "",
            ReceivedAt = now,
            Headers = request.Headers.ToDictionary(
                header => header.Key,
                header => (IReadOnlyList<string>)[.. header.Value.Select(value => value ?? "")],
                StringComparer.OrdinalIgnoreCase
            ),
            Cookies = request.Cookies.ToDictionary(cookie => cookie.Key, cookie => cookie.Value),
            BodyBytes = body,
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Parse(string query) =>
        QueryHelpers
            .ParseQuery(query)
            .ToDictionary(
                parameter => parameter.Key,
                parameter => (IReadOnlyList<string>)[.. parameter.Value.Select(value => value ?? "")]
            );
}

using System.Net.Http.Headers;
using System.Text;

namespace Platform.Mocks.Tests.Oracle;

/// <summary>A request of the comparison, written as <c>POST /path body</c> with headers beside it.</summary>
public sealed record Exchange(string Line, params string[] Headers)
{
    // Framing and what each server says of itself.
    private static readonly string[] Incomparable =
    [
        "Transfer-Encoding",
        "Content-Length",
        "Date",
        "Server",
        "Vary",
        "Matched-Stub-Id",
        "Connection",
    ];

    /// <summary>Status, reason, headers and body as one text; how it failed when it failed.</summary>
    public async Task<string> AnswerAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var parts = Line.Split(' ', 3);
        using var request = new HttpRequestMessage(
            new HttpMethod(parts[0]),
            new Uri(client.BaseAddress + parts[1][1..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })
        );
        if (parts.Length == 3)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parts[2]));
        foreach (var header in Headers.Select(header => header.Split(": ", 2)))
            if (header[0].StartsWith("Content-", StringComparison.Ordinal))
                request.Content!.Headers.TryAddWithoutValidation(header[0], header[1]);
            else
                request.Headers.TryAddWithoutValidation(header[0], header[1]);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            // What a person is told when nothing matches is worded differently, as it should be.
            if ((int)response.StatusCode == 404)
                return "404";
            var headers = Lines(response.Headers).Concat(Lines(response.Content.Headers)).Order(StringComparer.Ordinal);
            return $"{(int)response.StatusCode} {response.ReasonPhrase}\n{string.Concat(headers)}\n{Encoding.UTF8.GetString(bytes)} ({Convert.ToHexString(bytes)})";
        }
        catch (HttpRequestException)
        {
            return "the connection broke";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer";
        }
    }

    private static IEnumerable<string> Lines(HttpHeaders headers) =>
        headers
            .Where(header => !Incomparable.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}\n");

    public override string ToString() => $"{Line} {string.Join(' ', Headers)}".Trim();
}

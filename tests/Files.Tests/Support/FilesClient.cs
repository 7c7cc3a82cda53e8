using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Files.Tests.Support;

/// <summary>Whoever uploads.</summary>
public sealed class FilesClient(string url) : IDisposable
{
    // Redirects are looked at, not followed.
    public HttpClient Http { get; } =
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(3) };

    public string Url => url;

    public Task<(int Status, JsonNode? Body)> UploadAsync(
        string path,
        byte[] content,
        string name,
        string? type,
        params (string, string)[] fields
    ) => PostAsync(path, Form("file", [(name, type, content)], fields));

    public Task<(int Status, JsonNode? Body)> UploadManyAsync(params (string Name, string? Type, byte[] Content)[] files) =>
        PostAsync("/api/v1/files/uploadfiles/", Form("files", files, []));

    public async Task<(int Status, JsonNode? Body)> PostAsync(string path, HttpContent content)
    {
        using var response = await Http.PostAsync(path, content);
        return await ReadAsync(response);
    }

    public async Task<(int Status, JsonNode? Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return await ReadAsync(response);
    }

    /// <summary>Uploads a file and returns its id, which its key tells.</summary>
    public async Task<Guid> StoreAsync(byte[] content, string name = "a.txt", string? type = null, params (string, string)[] fields)
    {
        var (status, body) = await UploadAsync("/api/v1/files/uploadfile/", content, name, type, fields);
        status.ShouldBe(200, body?.ToJsonString());
        return IdOf(body!);
    }

    public static Guid IdOf(JsonNode uploaded) => Guid.Parse(Path.GetFileNameWithoutExtension((string)uploaded["s3_key"]!));

    /// <summary>Follows a file to its end and returns what was told, with ids.</summary>
    public async Task<IReadOnlyList<(long Id, JsonNode Data)>> FollowAsync(Guid id, long? last = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var events = new List<(long, JsonNode)>();
        await using var stream = await ListenAsync(id, last, limit.Token);
        await foreach (var one in stream.EventsAsync(limit.Token))
            events.Add(one);
        return events;
    }

    public async Task<Listening> ListenAsync(Guid id, long? last, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/files/{id}/events");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        if (last is { } seen)
            request.Headers.Add("Last-Event-ID", $"{seen}");
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new(response);
    }

    /// <summary>Waits for a file's end and returns its details.</summary>
    public async Task<JsonNode> ProcessedAsync(Guid id)
    {
        await FollowAsync(id);
        return (await GetAsync($"/api/v1/files/{id}")).Body!;
    }

    public void Dispose() => Http.Dispose();

    public static MultipartFormDataContent Form(
        string field,
        IEnumerable<(string Name, string? Type, byte[] Content)> files,
        IEnumerable<(string Name, string Value)> fields
    )
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        foreach (var (name, type, content) in files)
        {
            var part = new ByteArrayContent(content);
            if (type is not null)
                part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            form.Add(part, field, name);
        }
        return form;
    }

    private static async Task<(int, JsonNode?)> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text is ['{' or '[', ..] ? JsonNode.Parse(text) : null);
    }
}

/// <summary>A stream of server-sent events.</summary>
public sealed class Listening(HttpResponseMessage response) : IAsyncDisposable
{
    public HttpResponseMessage Response => response;

    /// <summary>Comments so far.</summary>
    public int Comments { get; private set; }

    public async IAsyncEnumerable<(long Id, JsonNode Data)> EventsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var id = 0L;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(':'))
                Comments++;
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = long.Parse(line[4..]);
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                yield return (id, JsonNode.Parse(line[6..])!);
        }
    }

    public ValueTask DisposeAsync()
    {
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}

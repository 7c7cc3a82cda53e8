using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.ServiceDefaults.Discovery;

namespace Platform.FileStores.Stores;

/// <summary>The file store on the premises: <c>/api/files/{key}</c> over HTTP.</summary>
public sealed class OnPremisesFileStore(IHttpClientFactory clients, ServiceEndpoints endpoints) : IFileStore
{
    /// <summary>The HTTP client's name; its calls take as long as a file takes and are never repeated.</summary>
    public const string ClientName = "on-premises-files";

    private static readonly Uri Files = new("http://on-premises/api/files/");

    public string Target => StorageTargets.OnPremises;

    public string Bucket => "onpremises";

    public string UrlOf(string key) => endpoints.Next(Address(key)).ToString();

    public async Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Address(key)) { Content = new StreamContent(content) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var response = await Client().SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task<OpenedFile> OpenAsync(string key, string? range, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(key));
        if (range is not null)
            request.Headers.TryAddWithoutValidation("Range", range);
        var response = await Client().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            if (response.StatusCode == HttpStatusCode.NotFound)
                throw new FileNotFoundException($"There is no '{key}' in the file store on the premises.", key);
            response.EnsureSuccessStatusCode();
            var content = response.Content;
            var stream = await content.ReadAsStreamAsync(cancellationToken);
            return new(stream, content.Headers.ContentLength, content.Headers.ContentRange?.ToString(), response);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        using var response = await Client().DeleteAsync(Address(key), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task DeleteAllAsync(string prefix, CancellationToken cancellationToken)
    {
        await using var answer = await Client()
            .GetStreamAsync(new Uri(Files, $"?prefix={Uri.EscapeDataString(prefix)}"), cancellationToken);
        using var list = await JsonDocument.ParseAsync(answer, cancellationToken: cancellationToken);
        foreach (var key in list.RootElement.GetProperty("keys").EnumerateArray())
            await DeleteAsync(key.GetString()!, cancellationToken);
    }

    public Uri? Presign(string key, TimeSpan lifetime, string downloadName) => null;

    public Uri ReadUrl(string key, TimeSpan lifetime) => endpoints.Next(Address(key));

    private HttpClient Client()
    {
        var client = clients.CreateClient(ClientName);
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    private static Uri Address(string key) => new(Files, string.Join('/', key.Split('/').Select(Uri.EscapeDataString)));
}

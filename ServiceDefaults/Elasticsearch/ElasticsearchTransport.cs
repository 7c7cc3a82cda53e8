using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.ServiceDefaults.Resilience;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>Sends requests over the factory's client of <paramref name="name"/>, and makes exceptions of refusals.</summary>
internal sealed class ElasticsearchTransport(
    IHttpClientFactory clients,
    string name,
    ElasticsearchConnectionString connection,
    ElasticsearchTelemetry telemetry
)
{
    private const int Ok = 200;

    /// <summary>Answers of version 8, whichever version the cluster is of.</summary>
    private static readonly MediaTypeWithQualityHeaderValue Accepted = MediaTypeWithQualityHeaderValue.Parse(MediaTypes.Json);

    /// <summary>The answer, or null where it is 404 and the request allows that.</summary>
    /// <exception cref="ElasticsearchException">It was refused.</exception>
    /// <exception cref="HttpRequestException">Nobody answers there.</exception>
    public async Task<JsonDocument?> SendAsync(ElasticsearchRequest request, CancellationToken cancellationToken)
    {
        var span = telemetry.Start(request);
        var started = Stopwatch.GetTimestamp();
        var status = 0;
        Exception? failure = null;
        try
        {
            using var message = Message(request);
            using var client = clients.CreateClient(name);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            status = (int)response.StatusCode;
            if (response.StatusCode == HttpStatusCode.NotFound && request.MayBeMissing)
                return null;
            if (response.IsSuccessStatusCode)
                return await ReadAsync(request, response, cancellationToken);
            throw await ElasticsearchErrors.ReadAsync(response, cancellationToken);
        }
        catch (Exception error)
        {
            failure = error;
            throw;
        }
        finally
        {
            telemetry.End(span, request, started, status, failure);
        }
    }

    private HttpRequestMessage Message(ElasticsearchRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(connection.Endpoint, request.Path)) { Content = request.Content };
        message.Headers.Accept.Add(Accepted);
        message.Headers.Authorization = connection.Credentials;
        message.Options.Set(Repeatable.Stated, request.IsRepeatable);
        return message;
    }

    private static async Task<JsonDocument?> ReadAsync(
        ElasticsearchRequest request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        if (request.Method == HttpMethod.Head)
            return JsonDocument.Parse("{}");
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            throw new ElasticsearchException(
                Ok,
                "unreadable_answer",
                $"{request.Operation} was answered with what is no JSON. Is it Elasticsearch that listens there?"
            );
        }
    }
}

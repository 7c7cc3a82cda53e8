using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Platform.Dashboard.Objectives;

/// <summary>Posts JSON: in Slack's format, or plain.</summary>
internal sealed class WebhookChannel(Uri address, bool slack, string application, HttpClient client) : IAlarmChannel
{
    public string Kind => slack ? "slack" : "webhook";

    // The path of a Slack webhook is its password.
    public string Target => address.Authority;

    public async Task SendAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        var body = slack
            ? JsonSerializer.SerializeToUtf8Bytes(SlackMessage.Of(alarm, application), ObjectivesJson.Default.SlackMessage)
            : JsonSerializer.SerializeToUtf8Bytes(AlarmMessage.Of(alarm, application), ObjectivesJson.Default.AlarmMessage);
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await client.PostAsync(address, content, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return;
        }
        var answer = $"{Target} answered {(int)response.StatusCode}";
        throw response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500
            ? new HttpRequestException(answer, null, response.StatusCode)
            : new AlarmRefusedException(answer);
    }
}

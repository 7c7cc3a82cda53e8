using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Telemetry.Alerting;

/// <summary>Slack, mail and pager as Alertmanager has them, in its file and in the operator's object. Only what the settings name.</summary>
internal sealed class AlertChannels(MonitoringConfig settings)
{
    private const string Title = "{{ .CommonLabels.severity | toUpper }}: {{ .CommonLabels.alertname }} {{ .CommonLabels.resource }}";
    private const string Text = "{{ range .Alerts }}{{ .Annotations.summary }}: {{ .Annotations.description }}\n{{ end }}";

    /// <summary>Whether anybody is told of what is not critical.</summary>
    public bool HasGeneral => settings.SlackWebhook is not null;

    public bool HasAny => HasGeneral || settings.PagerDutyKey is not null || settings.EmailRecipients.Count > 0;

    public IReadOnlyList<string> Secrets =>
        [
            .. new[]
            {
                settings.SlackWebhook,
                settings.PagerDutyKey,
                settings.EmailRecipients.Count > 0 ? settings.SmtpPassword : null,
            }.OfType<string>(),
        ];

    public (JsonObject General, JsonObject Critical) Plain()
    {
        var (general, critical) = (new JsonObject(), new JsonObject());
        if (settings.SlackWebhook is { } slack)
        {
            general["slack_configs"] = new JsonArray(Slack(slack));
            critical["slack_configs"] = new JsonArray(Slack(slack));
        }
        if (settings.EmailRecipients.Count > 0)
        {
            critical["email_configs"] = new JsonArray(
                new JsonObject
                {
                    ["to"] = string.Join(", ", settings.EmailRecipients),
                    ["from"] = settings.EmailSender,
                    ["smarthost"] = settings.SmtpServer,
                    ["auth_username"] = settings.EmailSender,
                    ["auth_password_file"] = TelemetryService.SecretFile(settings.SmtpPassword),
                    ["send_resolved"] = true,
                }
            );
        }
        if (settings.PagerDutyKey is { } key)
        {
            critical["pagerduty_configs"] = new JsonArray(
                new JsonObject { ["routing_key_file"] = TelemetryService.SecretFile(key), ["description"] = Title }
            );
        }
        return (general, critical);

        static JsonObject Slack(string secret) =>
            new()
            {
                ["api_url_file"] = TelemetryService.SecretFile(secret),
                ["send_resolved"] = true,
                ["title"] = Title,
                ["text"] = Text,
            };
    }

    public (JsonObject General, JsonObject Critical) Operated(string secret)
    {
        var (general, critical) = (new JsonObject(), new JsonObject());
        if (settings.SlackWebhook is { } slack)
        {
            general["slackConfigs"] = new JsonArray(Slack(slack));
            critical["slackConfigs"] = new JsonArray(Slack(slack));
        }
        if (settings.EmailRecipients.Count > 0)
        {
            critical["emailConfigs"] = new JsonArray(
                new JsonObject
                {
                    ["to"] = string.Join(", ", settings.EmailRecipients),
                    ["from"] = settings.EmailSender,
                    ["smarthost"] = settings.SmtpServer,
                    ["authUsername"] = settings.EmailSender,
                    ["authPassword"] = Reference(settings.SmtpPassword),
                    ["sendResolved"] = true,
                }
            );
        }
        if (settings.PagerDutyKey is { } key)
        {
            critical["pagerdutyConfigs"] = new JsonArray(new JsonObject { ["routingKey"] = Reference(key), ["description"] = Title });
        }
        return (general, critical);

        JsonObject Reference(string key) => new() { ["name"] = secret, ["key"] = key };

        JsonObject Slack(string key) =>
            new()
            {
                ["apiURL"] = Reference(key),
                ["sendResolved"] = true,
                ["title"] = Title,
                ["text"] = Text,
            };
    }
}

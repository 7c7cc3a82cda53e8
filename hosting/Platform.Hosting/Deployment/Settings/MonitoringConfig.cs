namespace Platform.Hosting.Deployment;

/// <summary>What watches a stage, and who is told. Whatever is secret of it is a parameter of the deployment and stands nowhere here.</summary>
public sealed record MonitoringConfig
{
    /// <summary>Prometheus' duration.</summary>
    public string PrometheusRetention { get; init; } = "30d";

    /// <summary>Kubernetes' quantity.</summary>
    public string PrometheusStorage { get; init; } = "100Gi";

    /// <summary>Jaeger's OTLP/gRPC address, <c>host:port</c>, of a Jaeger that somebody runs; null: one beside the collector, traces in memory.</summary>
    public string? JaegerEndpoint { get; init; }

    /// <summary>Names of secrets.</summary>
    public string GrafanaAdminPassword { get; init; } = "grafana-admin-password";

    /// <summary>The secret that holds the URL of Slack's webhook; null: Slack is not told.</summary>
    public string? SlackWebhook { get; init; } = "slack-webhook-url";

    /// <summary>The secret that holds PagerDuty's key; null: nobody is called.</summary>
    public string? PagerDutyKey { get; init; } = "pagerduty-service-key";

    /// <summary>None: nobody gets mail.</summary>
    public IReadOnlyList<string> EmailRecipients { get; init; } = [];

    /// <summary>Sends the mail, and is the user at the server.</summary>
    public string EmailSender { get; init; } = "alerts@example.com";

    /// <summary>Host and port; it must speak STARTTLS.</summary>
    public string SmtpServer { get; init; } = "smtp.example.com:587";

    /// <summary>The secret that holds the sender's password.</summary>
    public string SmtpPassword { get; init; } = "smtp-password";
}

namespace Platform.Dashboard.Objectives;

/// <summary>All ways out of the house.</summary>
internal sealed class AlarmReceivers(IReadOnlyList<AlarmDelivery> deliveries) : BackgroundService
{
    public IEnumerable<AlarmDeliveryStatus> Statuses => deliveries.Select(delivery => delivery.Status);

    public void Post(Alarm alarm)
    {
        foreach (var delivery in deliveries)
        {
            delivery.Post(alarm);
        }
    }

    /// <param name="declared">What the graph's host adds to the settings.</param>
    public static IEnumerable<IAlarmChannel> Channels(
        AlarmSettings settings,
        IReadOnlyList<AlarmReceiver> declared,
        string application,
        HttpClient client
    )
    {
        if (settings.Slack is { } slack)
        {
            yield return new WebhookChannel(slack, slack: true, application, client);
        }
        if (settings.Webhook is { } webhook)
        {
            yield return new WebhookChannel(webhook, slack: false, application, client);
        }
        if (settings.Mail is { } mail)
        {
            yield return new MailChannel(mail, application);
        }
        foreach (var receiver in declared)
        {
            if (receiver.Kind == "mail")
            {
                yield return new MailChannel((settings.Mail ?? Local) with { To = receiver.Address }, application);
            }
            else if (Uri.TryCreate(receiver.Address, UriKind.Absolute, out var address))
            {
                yield return new WebhookChannel(address, receiver.Kind == "slack", application, client);
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(deliveries.Select(delivery => delivery.RunAsync(stoppingToken)));

    private static AlarmMail Local => new("localhost", 25, "dashboard@localhost", "") { Tls = false };
}

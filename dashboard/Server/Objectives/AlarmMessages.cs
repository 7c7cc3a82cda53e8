namespace Platform.Dashboard.Objectives;

/// <summary>An alarm as plain JSON, for pagers.</summary>
/// <param name="State">firing or resolved.</param>
/// <param name="Since">ISO 8601, as most pagers take it.</param>
internal sealed record AlarmMessage(
    string Id,
    string Application,
    string Name,
    string State,
    string Severity,
    string Resource,
    string? Route,
    string? Caller,
    string Measure,
    double Limit,
    double? Value,
    DateTimeOffset Since,
    DateTimeOffset At,
    string Text
)
{
    public static AlarmMessage Of(Alarm alarm, string application) =>
        new(
            $"{application}/{alarm.FiredAt.ToUnixTimeMilliseconds()}/{alarm.Id}",
            application,
            alarm.Alert.Name,
            alarm.EndedAt is null ? "firing" : "resolved",
            alarm.Alert.Severity,
            alarm.Alert.Subject.Resource,
            alarm.Alert.Subject.Route,
            alarm.Alert.Subject.Caller,
            alarm.Alert.Measure,
            alarm.Alert.Limit,
            double.IsFinite(alarm.Value) ? alarm.Value : null,
            alarm.Since,
            alarm.EndedAt ?? alarm.FiredAt,
            alarm.Text
        );
}

/// <summary>What Slack's incoming webhooks take; <see cref="Text"/> is also what a notification shows.</summary>
internal sealed record SlackMessage(string Text, IReadOnlyList<SlackAttachment> Attachments)
{
    public static SlackMessage Of(Alarm alarm, string application)
    {
        var firing = alarm.EndedAt is null;
        var color =
            !firing ? "#2eb67d"
            : alarm.Alert.Severity == "warning" ? "#ecb22e"
            : "#e01e5a";
        var sign = firing ? ":rotating_light:" : ":white_check_mark:";
        return new SlackMessage(
            $"{sign} *{Escape(application)}*: {Escape(alarm.Text)}",
            [new SlackAttachment(color, $"{Escape(alarm.Alert.Subject.Resource)} {Escape(alarm.Alert.Subject.Route ?? "")}".Trim())]
        );
    }

    // Slack's three: https://api.slack.com/reference/surfaces/formatting#escaping
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}

internal sealed record SlackAttachment(string Color, string Text);

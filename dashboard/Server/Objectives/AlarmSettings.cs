namespace Platform.Dashboard.Objectives;

/// <summary>Where alarms go besides screen and terminal: <c>Dashboard:Alarms:…</c> of the configuration.</summary>
public sealed record AlarmSettings
{
    /// <summary>A Slack incoming webhook; its address is a secret.</summary>
    public Uri? Slack { get; init; }

    /// <summary>Takes plain JSON, for pagers and short messages; its address may hold a secret.</summary>
    public Uri? Webhook { get; init; }

    public AlarmMail? Mail { get; init; }

    /// <summary>The longest that any alert has to hold before it fires; null: as declared. For tests and demonstrations.</summary>
    public TimeSpan? LongestFor { get; init; }

    /// <summary>From the section <c>Dashboard:Alarms</c>: Slack, Webhook, LongestFor, Mail:{Host,Port,From,To,User,Password,Tls}.</summary>
    /// <exception cref="FormatException">An address, a port or a time that is none.</exception>
    public static AlarmSettings From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("Dashboard:Alarms");
        return new AlarmSettings
        {
            Slack = Address(section, "Slack"),
            Webhook = Address(section, "Webhook"),
            Mail = AlarmMail.Of(section.GetSection("Mail")),
            LongestFor =
                section["LongestFor"] is not { Length: > 0 } text ? null
                : TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var longest) ? longest
                : throw new FormatException($"Dashboard:Alarms:LongestFor is '{text}'. It must be a time, as in 00:00:10."),
        };
    }

    // What is wrong with the address is not said with the address: it may be a secret.
    private static Uri? Address(IConfiguration section, string name) =>
        section[name] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new FormatException($"Dashboard:Alarms:{name} is no address: it must begin with https:// or http://.");
}

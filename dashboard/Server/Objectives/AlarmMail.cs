using System.Globalization;

namespace Platform.Dashboard.Objectives;

/// <summary>How alarms are mailed.</summary>
/// <param name="To">One address, or several with commas between.</param>
public sealed record AlarmMail(string Host, int Port, string From, string To)
{
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>STARTTLS. Default true, unless the server is this machine.</summary>
    public bool Tls { get; init; } = true;

    internal static AlarmMail? Of(IConfiguration section)
    {
        if (section["To"] is not { Length: > 0 } to)
        {
            return null;
        }
        var host = section["Host"] is { Length: > 0 } name ? name : "localhost";
        var port =
            section["Port"] is not { Length: > 0 } text ? 25
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536 ? number
            : throw new FormatException($"Dashboard:Alarms:Mail:Port is '{text}'. It must be a port, as in 587.");
        return new AlarmMail(host, port, section["From"] is { Length: > 0 } from ? from : "dashboard@localhost", to)
        {
            User = section["User"],
            Password = section["Password"],
            Tls = section["Tls"] is { Length: > 0 } tls
                ? bool.TryParse(tls, out var on) && on
                : !(host is "localhost" or "127.0.0.1" or "::1"),
        };
    }
}

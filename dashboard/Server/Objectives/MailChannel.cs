using System.Net;
using System.Net.Mail;

namespace Platform.Dashboard.Objectives;

/// <summary>Sends alarms by SMTP.</summary>
internal sealed class MailChannel(AlarmMail mail, string application) : IAlarmChannel
{
    public string Kind => "mail";

    public string Target => mail.To;

    public async Task SendAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(mail.Host, mail.Port)
        {
            EnableSsl = mail.Tls,
            Credentials = mail.User is { Length: > 0 } user ? new NetworkCredential(user, mail.Password) : null,
        };
        var state = alarm.EndedAt is null ? "FIRING" : "RESOLVED";
        using var message = new MailMessage(mail.From, mail.To)
        {
            Subject = Line($"[{application}] {state}: {alarm.Alert.Name}"),
            Body =
                $"{alarm.Text}\r\n\r\nResource: {alarm.Alert.Subject.Resource}\r\nSince: {alarm.Since:u}\r\n"
                + (alarm.EndedAt is { } ended ? $"Over: {ended:u}\r\n" : ""),
        };
        try
        {
            await client.SendMailAsync(message, cancellationToken);
        }
        catch (SmtpFailedRecipientException refused) when (refused.StatusCode is SmtpStatusCode.MailboxUnavailable)
        {
            throw new AlarmRefusedException($"{mail.Host} knows no {refused.FailedRecipient}");
        }
    }

    // A header is one line: a name with a break in it would begin another.
    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}

using System.Text;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Logs;

/// <summary>A record's message for people: senders that leave the formatting to the reader send the template as body and its values as attributes.</summary>
internal static class LogMessage
{
    private const string Template = "{OriginalFormat}";

    public static string Of(LogData data)
    {
        var body = data.Body.ToString();
        return body.Contains('{') && IsTemplate(data, body) ? Fill(body, data.Attributes) : body;
    }

    /// <summary>The template that the message was made from; null where it has no holes.</summary>
    public static string? TemplateOf(LogData data)
    {
        var template = Find(data.Attributes, Template);
        return template is not null && template.Contains('{') ? template : null;
    }

    public static ExceptionView? ExceptionOf(LogData data)
    {
        var type = Find(data.Attributes, "exception.type");
        var message = Find(data.Attributes, "exception.message");
        var stack = Find(data.Attributes, "exception.stacktrace");
        return type is null && message is null && stack is null ? null : new ExceptionView(type ?? "", message ?? "", stack ?? "");
    }

    private static bool IsTemplate(LogData data, string body) =>
        // Without the formatted message the body is the template itself; other SDKs (Serilog's) name it their own way.
        Find(data.Attributes, Template) is { } original
            ? original == body
            : Find(data.Attributes, "message_template.text") == body;

    private static string Fill(string template, IReadOnlyList<KeyValuePair<string, AttributeValue>> attributes)
    {
        var filled = new StringBuilder(template.Length + 64);
        var at = 0;
        while (at < template.Length)
        {
            var open = template.AsSpan(at).IndexOfAny('{', '}') + at;
            if (open < at)
            {
                break;
            }
            filled.Append(template, at, open - at);
            if (template[open] == '}')
            {
                // Doubled it stands for itself; alone it does so too, being no template's.
                filled.Append('}');
                at = open + (open + 1 < template.Length && template[open + 1] == '}' ? 2 : 1);
                continue;
            }
            if (open + 1 < template.Length && template[open + 1] == '{')
            {
                filled.Append('{');
                at = open + 2;
                continue;
            }
            var close = template.IndexOf('}', open);
            if (close < 0)
            {
                at = open;
                break;
            }
            var hole = template[(open + 1)..close];
            var end = hole.AsSpan().IndexOfAny(',', ':');
            filled.Append(Find(attributes, (end < 0 ? hole : hole[..end]).TrimStart('@', '$')) ?? template[open..(close + 1)]);
            at = close + 1;
        }
        return filled.Append(template, at, template.Length - at).ToString();
    }

    private static string? Find(IReadOnlyList<KeyValuePair<string, AttributeValue>> attributes, string key)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Key == key)
            {
                return attributes[i].Value.ToString();
            }
        }
        return null;
    }
}

using System.Globalization;
using System.Text;

namespace Platform.Engines.ObjectStorage.Http;

/// <summary>Writes the flat XML of S3's answers; keys may hold characters that an XML writer would refuse.</summary>
internal sealed class XmlAnswer
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private readonly StringBuilder text = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", 512);
    private readonly Stack<string> open = new();

    public XmlAnswer(string root, bool withNamespace = true)
    {
        text.Append('<').Append(root);
        if (withNamespace)
            text.Append(" xmlns=\"").Append(Namespace).Append('"');
        text.Append('>');
        open.Push(root);
    }

    public XmlAnswer Open(string name, string attributes = "")
    {
        text.Append('<').Append(name).Append(attributes).Append('>');
        open.Push(name);
        return this;
    }

    public XmlAnswer Close()
    {
        text.Append("</").Append(open.Pop()).Append('>');
        return this;
    }

    /// <summary>An element with text; nothing at all for null.</summary>
    public XmlAnswer Element(string name, string? value)
    {
        if (value is null)
            return this;
        text.Append('<').Append(name).Append('>');
        Escape(value);
        text.Append("</").Append(name).Append('>');
        return this;
    }

    public XmlAnswer Element(string name, long value) => Element(name, value.ToString(CultureInfo.InvariantCulture));

    public XmlAnswer Element(string name, bool value) => Element(name, value ? "true" : "false");

    public XmlAnswer Element(string name, DateTimeOffset value) => Element(name, Iso(value));

    public XmlAnswer Text(string value)
    {
        Escape(value);
        return this;
    }

    public byte[] ToBytes()
    {
        while (open.Count > 0)
            Close();
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static string Iso(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private void Escape(string value)
    {
        foreach (var c in value)
            switch (c)
            {
                case '<':
                    text.Append("&lt;");
                    break;
                case '>':
                    text.Append("&gt;");
                    break;
                case '&':
                    text.Append("&amp;");
                    break;
                case '"':
                    text.Append("&quot;");
                    break;
                case < ' ':
                    text.Append("&#x").Append(((int)c).ToString("X", CultureInfo.InvariantCulture)).Append(';');
                    break;
                default:
                    text.Append(c);
                    break;
            }
    }
}

using System.Text;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>People's words in rules.</summary>
internal static class Templates
{
    /// <summary>As it is, though annotations are templates.</summary>
    public static string Text(string text) => text.Replace("{{", "{{ \"{{\" }}", StringComparison.Ordinal);

    /// <summary>"Requests fail" as alerts are named: <c>RequestsFail</c>.</summary>
    public static string Identifier(string text)
    {
        var name = new StringBuilder(text.Length);
        var begins = true;
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                name.Append(begins ? char.ToUpperInvariant(letter) : letter);
            }
            begins = !char.IsLetterOrDigit(letter);
        }
        return name.Length > 0 ? name.ToString() : "Alert";
    }
}

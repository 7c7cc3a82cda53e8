using System.Security.Cryptography;
using System.Text;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>Names as the API takes them. The same text gives the same name, always; texts that differ give names that differ.</summary>
public static class KubernetesName
{
    /// <summary>Of services, namespaces and label values.</summary>
    public const int Label = 63;

    /// <summary>Of most objects.</summary>
    public const int Object = 253;
    private const int PortLength = 15;
    private const int HashLength = 6;

    /// <summary>Lower case, letters, digits and single hyphens, a letter first; what is changed or shortened beyond case bears a hash of the whole.</summary>
    public static string Of(string text, int length = Label)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var name = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(c);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }
        var safe = name.ToString().TrimEnd('-');
        if (safe.Length == 0 || !char.IsAsciiLetter(safe[0]))
        {
            safe = $"x-{safe}".TrimEnd('-');
        }
        if (safe.Length <= length && string.Equals(safe, text, StringComparison.OrdinalIgnoreCase))
        {
            return safe;
        }
        var kept = safe[..Math.Min(safe.Length, length - HashLength - 1)].TrimEnd('-');
        return $"{kept}-{Hash(text)}";
    }

    /// <summary>The same for names that may have full stops: each part by itself.</summary>
    public static string Dotted(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return string.Join('.', text.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part => Of(part)));
    }

    /// <summary>Of a container's and a service's port: at most 15 characters.</summary>
    public static string Port(string endpoint) => Of(endpoint, PortLength);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
}

using System.Text.RegularExpressions;

namespace Platform.ServiceDefaults.Secrets;

/// <summary>Secrets as files, one for each: <c>{secret:name}</c> in a text is the file's content, <c>{secret:name|uri}</c> the same percent-encoded.</summary>
internal sealed partial class SecretFiles(string directory)
{
    public const string DefaultDirectory = "/run/secrets";
    public const string DirectoryVariable = "SECRETS_DIRECTORY";
    private const string Opening = "{secret:";

    public static bool AreIn(string? text) => text?.Contains(Opening, StringComparison.Ordinal) is true;

    /// <param name="setting">Where the text stands, for messages. The text itself is in none.</param>
    /// <exception cref="InvalidOperationException">A file is missing, or what stands in braces names none.</exception>
    public string Expand(string setting, string text)
    {
        var expanded = Reference().Replace(text, found => Read(setting, found.Groups["name"].Value, found.Groups["format"].Value));
        return Reference().Count(text) == text.Split(Opening).Length - 1
            ? expanded
            : throw new InvalidOperationException(
                $"The setting '{setting}' has a secret in braces that cannot be read: write {{secret:name}} or {{secret:name|uri}}, with a name of letters, digits, '.', '_' and '-'."
            );
    }

    private string Read(string setting, string name, string format)
    {
        var path = Path.Combine(directory, name);
        try
        {
            // Editors and shells end files with a line break, which belongs to no secret.
            var value = File.ReadAllText(path).TrimEnd('\r', '\n');
            return format.Length > 0 ? Uri.EscapeDataString(value) : value;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The setting '{setting}' needs the secret '{name}', and '{path}' cannot be read: {fault.Message} Mount the secret there, or name its directory in {DirectoryVariable}.",
                fault
            );
        }
    }

    [GeneratedRegex(@"\{secret:(?<name>[A-Za-z0-9_-][A-Za-z0-9._-]*)(?:\|(?<format>uri))?\}")]
    private static partial Regex Reference();
}

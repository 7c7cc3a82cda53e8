using Platform.ServiceDefaults.Secrets;

namespace Microsoft.Extensions.Configuration;

/// <summary>Settings that name secrets.</summary>
public static class SecretFilesExtensions
{
    /// <summary>
    /// Expands <c>{secret:name}</c> and <c>{secret:name|uri}</c> in every value that the sources so far give, from files in <c>/run/secrets</c> or
    /// in the directory that <c>SECRETS_DIRECTORY</c> names. So no secret is ever put together outside the process that uses it.
    /// </summary>
    /// <exception cref="InvalidOperationException">A file is missing; the message names the setting and the path.</exception>
    public static TConfiguration AddSecretFiles<TConfiguration>(this TConfiguration configuration)
        where TConfiguration : IConfigurationManager
    {
        var directory = configuration[SecretFiles.DirectoryVariable];
        var files = new SecretFiles(string.IsNullOrEmpty(directory) ? SecretFiles.DefaultDirectory : directory);
        var expanded = new Dictionary<string, string?>();
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            if (SecretFiles.AreIn(value))
                expanded[key] = files.Expand(key, value!);
        }
        if (expanded.Count > 0)
            configuration.AddInMemoryCollection(expanded);
        return configuration;
    }
}

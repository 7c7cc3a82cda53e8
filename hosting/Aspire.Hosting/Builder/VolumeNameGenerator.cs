using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Names volumes.</summary>
public static class VolumeNameGenerator
{
    private const int HashLength = 10;

    /// <summary>A name that is the same in every run of this AppHost and another in every other: application, hash, resource, suffix.</summary>
    /// <exception cref="ArgumentException">The suffix has characters that a volume's name may not have.</exception>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(suffix);
        if (!suffix.All(IsAllowed))
        {
            throw new ArgumentException(
                $"The suffix '{suffix}' contains invalid characters. It must match [a-zA-Z0-9_.-].",
                nameof(suffix)
            );
        }

        var application = builder.ApplicationBuilder;
        var name = Sanitize(application.Environment.ApplicationName).ToLowerInvariant();
        var hash = application.Configuration["AppHost:Sha256"] ?? "";
        return $"{name}-{hash[..Math.Min(HashLength, hash.Length)].ToLowerInvariant()}-{builder.Resource.Name}-{suffix}";
    }

    private static string Sanitize(string name)
    {
        var allowed = string.Concat(name.Select(c => IsAllowed(c) ? c : '_'));

        // A volume's name begins with a letter or digit.
        return allowed.Length > 0 && !char.IsAsciiLetterOrDigit(allowed[0]) ? $"v{allowed}" : allowed;
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
}

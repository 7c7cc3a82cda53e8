namespace Aspire.Hosting;

/// <summary>An image's name taken apart: <c>registry/image:tag@sha256:digest</c>.</summary>
internal readonly record struct ContainerImageName(string? Registry, string Image, string? Tag, string? Digest)
{
    private const string Sha256 = "sha256:";

    public static ContainerImageName Parse(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var (rest, digest) = Cut(name, name.IndexOf('@', StringComparison.Ordinal));
        if (digest is not null && !digest.StartsWith(Sha256, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The digest of image '{name}' is not a sha256 digest.", nameof(name));
        }

        var (path, tag) = Cut(rest, rest.LastIndexOf(':') is var colon && colon > rest.LastIndexOf('/') ? colon : -1);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : path[..slash];

        // What looks like a host is the registry: that is how image names are read everywhere.
        var registry = first.Contains('.') || first.Contains(':') || first is "localhost" ? first : null;
        return new(registry, registry is null ? path : path[(slash + 1)..], tag, digest?[Sha256.Length..]);
    }

    private static (string Before, string? After) Cut(string text, int at) => at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
}

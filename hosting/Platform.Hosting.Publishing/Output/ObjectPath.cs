namespace Platform.Hosting.Publishing.Output;

/// <summary>A place in a tree: <c>spec/template/spec/containers/0/image</c>. A slash within a key is <c>~1</c>, a tilde <c>~0</c>, as in JSON pointers.</summary>
public static class ObjectPath
{
    public static string Escape(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static IReadOnlyList<string> Parse(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return
        [
            .. path.TrimStart('/')
                .Split('/')
                .Select(key => key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)),
        ];
    }

    public static string Join(string parent, string key) => parent.Length == 0 ? Escape(key) : $"{parent}/{Escape(key)}";
}

namespace Files.Uploads;

/// <summary>What a client calls its file, made harmless.</summary>
internal static class FileNames
{
    private const int Longest = 255;
    private const int LongestExtension = 16;

    /// <summary>Without any path, and never empty.</summary>
    public static string Clean(string? given)
    {
        var name = (given ?? "").Split('/', '\\')[^1];
        name = string.Concat(name.Where(c => !char.IsControl(c))).Trim();
        return name.Length switch
        {
            0 => "file",
            > Longest => name[..(Longest - Extension(name).Length)] + Extension(name),
            _ => name,
        };
    }

    /// <summary>With its dot, as it goes into the key; empty unless it is plain letters and digits.</summary>
    public static string Extension(string name)
    {
        // As the document's os.path.splitext has it: a name that begins with its only dot has no extension.
        var dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot is > 1 and <= LongestExtension && name.AsSpan(dot + 1).IndexOfAnyExcept(Plain) < 0
            ? name[dot..]
            : "";
    }

    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    );
}

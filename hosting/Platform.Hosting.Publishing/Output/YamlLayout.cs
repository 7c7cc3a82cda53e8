namespace Platform.Hosting.Publishing.Output;

/// <summary>What a tree does not say of its file. Paths are as in <see cref="ObjectPath"/>: <c>services/gateway/ports</c>.</summary>
public sealed record YamlLayout
{
    public static YamlLayout Plain { get; } = new();

    /// <summary>Lines of comment at the head of the file, without <c>#</c>.</summary>
    public string? Head { get; init; }

    /// <summary>Lines of comment above the entry or item at the path, without <c>#</c>; null: none.</summary>
    public Func<string, string?>? CommentAbove { get; init; }

    /// <summary>Whether an empty line goes before the entry at the path. The first of its map never has one.</summary>
    public Func<string, bool>? BlankLineAbove { get; init; }
}

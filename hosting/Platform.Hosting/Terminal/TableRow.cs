namespace Platform.Hosting.Terminal;

/// <summary>What a row is to be seen as from afar.</summary>
internal enum Tone
{
    Quiet,
    Busy,
    Good,
    Warning,
    Bad,
}

/// <summary>A row of the table, in words: how it is drawn is decided elsewhere.</summary>
/// <param name="Depth">How many resources it stands under.</param>
/// <param name="Url">The whole address; what is shown of it is <paramref name="UrlText"/>.</param>
internal sealed record TableRow(
    string Name,
    int Depth,
    string State,
    string Health,
    string Since,
    string? Url,
    string? UrlText,
    string? Error,
    Tone Tone
);

namespace Platform.Dashboard.Resources;

/// <summary>Which lines are asked for: those after one, those before one, or else the newest.</summary>
/// <param name="Text">Only lines that hold it, regardless of case and colours; null or empty: all.</param>
public readonly record struct ConsoleQuery(long? After = null, long? Before = null, int Limit = 1000, string? Text = null)
{
    public const int MostLines = 10_000;

    internal bool Matches(string line) =>
        string.IsNullOrEmpty(Text) || AnsiText.Strip(line).Contains(Text, StringComparison.OrdinalIgnoreCase);
}

namespace Platform.Dashboard.Store;

/// <summary>What a user typed into a search box: <c>timeout -health resource:ordering duration>1s http.route~orders</c>. Terms are joined by "and".</summary>
public sealed class TelemetryQuery
{
    private readonly string text;

    private TelemetryQuery(string text) => this.text = text;

    public bool IsEmpty => text.Length == 0;

    /// <exception cref="QueryException">It is not well-formed: where, and what was expected.</exception>
    public static TelemetryQuery Parse(string? query) => new(query?.Trim() ?? "");

    public bool Matches(in SpanRow row, SpanStore store)
    {
        var data = store.Decode(in row);
        return Has(data.Name) || Has(store.Sources[row.Source].ServiceName) || data.Attributes.Any(pair => Has(pair.Value.ToString()));
    }

    public bool Matches(in LogRow row, LogStore store)
    {
        var data = store.Decode(in row);
        return Has(data.Body.ToString())
            || Has(store.Sources[row.Source].ServiceName)
            || data.Attributes.Any(pair => Has(pair.Value.ToString()));
    }

    private bool Has(string value) => value.Contains(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A search that is not well-formed.</summary>
/// <param name="position">The character that it went wrong at, from 0.</param>
public sealed class QueryException(string message, int position) : Exception(message)
{
    public int Position => position;
}

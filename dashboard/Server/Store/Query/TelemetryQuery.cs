namespace Platform.Dashboard.Store;

/// <summary>
/// What a user typed into a search box: <c>timeout "out of stock" -health resource:ordering duration&gt;1s http.route~orders</c>. All terms must
/// hold. A word is looked for in everything that can be read; <c>key:value</c> and <c>key~value</c> contain, <c>=</c> and <c>!=</c> compare, without regard to
/// case; <c>&gt; &gt;= &lt; &lt;=</c> compare numbers, durations and levels; <c>key:*</c> asks whether it is there; a dash negates.
/// </summary>
public sealed class TelemetryQuery
{
    private readonly IReadOnlyList<QueryTerm> terms;
    private (object Store, object Tests)? ready;

    private TelemetryQuery(IReadOnlyList<QueryTerm> terms) => this.terms = terms;

    public bool IsEmpty => terms.Count == 0;

    /// <exception cref="QueryException">It is not well-formed: where, and what was expected.</exception>
    public static TelemetryQuery Parse(string? query) => new(new QueryParser(query ?? "").Read());

    public bool Matches(in SpanRow row, SpanStore store) => For(store).Match(in row, store);

    public bool Matches(in LogRow row, LogStore store) => For(store).Match(in row, store);

    internal QueryTests<SpanRow> For(SpanStore store) =>
        For(store, () => new QueryTests<SpanRow>(terms.Select(term => SpanQueries.Test(term, store))));

    internal QueryTests<LogRow> For(LogStore store) =>
        For(store, () => new QueryTests<LogRow>(terms.Select(term => LogQueries.Test(term, store))));

    private T For<T>(object store, Func<T> make)
        where T : class
    {
        lock (terms)
        {
            if (ready is not { } made || made.Store != store)
            {
                ready = made = (store, make());
            }
            return (T)made.Tests;
        }
    }
}

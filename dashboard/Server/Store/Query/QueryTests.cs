namespace Platform.Dashboard.Store;

/// <summary>A search made ready for one store: all its terms, those that cost least first.</summary>
internal sealed class QueryTests<TRow>(IEnumerable<QueryTest<TRow>> tests)
    where TRow : struct, ITelemetryRow
{
    private readonly QueryTest<TRow>[] tests = [.. tests.OrderBy(test => test is RowTest<TRow> or MemoTest<TRow> ? 0 : 1)];

    public ReadOnlySpan<QueryTest<TRow>> All => tests;

    /// <summary>Asks of the row and, where it does not tell, of the message in the store.</summary>
    public bool Match(in TRow row, ChunkedStore<TRow> store)
    {
        foreach (var test in tests)
        {
            var answer = test.Row(in row);
            var holds = answer == Answer.Ask ? store.Message(in row, (message, _) => test.Message(message)) : answer == Answer.Yes;
            if (holds == test.Negated)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The same within a chunk whose rows with the needles are known.</summary>
    public bool Match(in TRow row, Chunk<TRow> chunk, int index, in RowRef place, bool[]?[] found)
    {
        for (var at = 0; at < tests.Length; at++)
        {
            var test = tests[at];
            var answer = test.Row(in row);
            var holds = answer == Answer.Ask ? (found[at]?[index] ?? true) && test.Message(chunk.Message(in place)) : answer == Answer.Yes;
            if (holds == test.Negated)
            {
                return false;
            }
        }
        return true;
    }
}

internal static class QueryTests
{
    /// <summary>By the service's name or the name of one of its instances.</summary>
    public static bool IsSender(QueryTerm term, Source source) =>
        term.Holds(source.ServiceName) || (source.InstanceId.Length > 0 && term.Holds(source.InstanceId));

    /// <summary>Whether it is written like a trace's or a span's id.</summary>
    public static bool IsId(string text) => text.Length is 16 or 32 && text.All(char.IsAsciiHexDigit);
}

using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>The statements of a trace, each once, those that took longest in all first.</summary>
internal sealed class SlowQueries
{
    private const int Limit = 20;
    private readonly Dictionary<(string Text, string Resource), Sum> sums = [];

    public void Add(SpanNode node, string statement, string system, string resource)
    {
        if (!sums.TryGetValue((statement, resource), out var sum))
        {
            sums[(statement, resource)] = sum = new Sum(system);
        }
        sum.Count++;
        sum.Total += node.Row.Duration;
        if (sum.Longest is null || node.Row.Duration > sum.Longest.Row.Duration)
        {
            sum.Longest = node;
        }
    }

    public IReadOnlyList<SlowQuery> Slowest() =>
        [
            .. sums.OrderByDescending(pair => pair.Value.Total)
                .Take(Limit)
                .Select(pair => new SlowQuery(
                    pair.Key.Text,
                    pair.Value.System,
                    pair.Key.Resource,
                    pair.Value.Count,
                    UnixNanoseconds.ToMilliseconds(pair.Value.Total),
                    UnixNanoseconds.ToMilliseconds(pair.Value.Longest!.Row.Duration),
                    QueryValues.Hex(pair.Value.Longest.Row.SpanId)
                )),
        ];

    private sealed class Sum(string system)
    {
        public string System => system;
        public int Count { get; set; }
        public long Total { get; set; }
        public SpanNode? Longest { get; set; }
    }
}

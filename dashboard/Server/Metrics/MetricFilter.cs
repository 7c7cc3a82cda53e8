namespace Platform.Dashboard.Metrics;

/// <summary>Which dimensions are meant: of each attribute that is named, one of the values. An empty value is an attribute that is not there.</summary>
internal sealed class MetricFilter
{
    /// <summary>Tells replicas apart, as if it were an attribute of the dimension.</summary>
    public const string Instance = "service.instance.id";

    private readonly Dictionary<string, HashSet<string>> values = [];

    /// <param name="filters">Each <c>key=value</c>.</param>
    public static MetricFilter Of(IEnumerable<string?> filters)
    {
        var filter = new MetricFilter();
        foreach (var text in filters)
        {
            if (text?.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                var key = text[..equals];
                if (!filter.values.TryGetValue(key, out var set))
                {
                    filter.values[key] = set = [];
                }
                set.Add(text[(equals + 1)..]);
            }
        }
        return filter;
    }

    public bool Matches(Series series) => values.All(item => item.Value.Contains(Read(series, item.Key)));

    public static string Read(Series series, string key) => (key == Instance ? series.Instance.Id : series.Attributes[key]) ?? "";
}

using System.Globalization;
using System.Text;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>A column of a <c>_cat</c> table.</summary>
/// <param name="Aliases">Short names, separated by commas.</param>
/// <param name="Shown">Whether it is there when no columns are asked for.</param>
internal sealed record CatColumn(string Name, string Aliases, bool IsNumber = false, bool Shown = true);

/// <summary>What <c>_cat</c> answers: columns chosen with <c>h</c>, rows ordered with <c>s</c>, as text or JSON.</summary>
internal sealed class CatTable(IReadOnlyList<CatColumn> columns)
{
    public static readonly string[] Parameters = ["v", "h", "s", "help", "bytes", "time", "local", "master_timeout"];

    private readonly List<string?[]> rows = [];

    public void Add(params string?[] cells) => rows.Add(cells);

    public RestAnswer Answer(RequestParameters parameters, bool asJson)
    {
        if (parameters.Flag("help") == true)
            return new(200, null, string.Concat(columns.Select(column => $"{column.Name, -20} | {column.Aliases, -20} | \n")));
        var chosen = Choose(parameters.List("h"));
        var ordered = Order(parameters.List("s"));
        return asJson ? Json(chosen, ordered) : Text(chosen, ordered, parameters.Flag("v") == true);
    }

    public static string Bytes(long bytes) =>
        bytes switch
        {
            >= 1L << 30 => FormattableString.Invariant($"{bytes / (double)(1L << 30):0.#}gb"),
            >= 1L << 20 => FormattableString.Invariant($"{bytes / (double)(1L << 20):0.#}mb"),
            >= 1L << 10 => FormattableString.Invariant($"{bytes / (double)(1L << 10):0.#}kb"),
            _ => $"{bytes}b",
        };

    private int[] Choose(IReadOnlyList<string>? names)
    {
        if (names is null)
            return [.. Enumerable.Range(0, columns.Count).Where(i => columns[i].Shown)];
        // What does not exist is left out, as Elasticsearch does.
        return [.. names.SelectMany(Find)];
    }

    private IEnumerable<int> Find(string name)
    {
        for (var i = 0; i < columns.Count; i++)
            if (SimplePattern.Matches(name, columns[i].Name) || columns[i].Aliases.Split(',').Contains(name))
                yield return i;
    }

    private IEnumerable<string?[]> Order(IReadOnlyList<string>? keys)
    {
        IOrderedEnumerable<string?[]> ordered = rows.OrderBy(_ => 0);
        foreach (var key in keys ?? [])
        {
            var (name, descending) =
                key.EndsWith(":desc", StringComparison.Ordinal) ? (key[..^5], true)
                : key.EndsWith(":asc", StringComparison.Ordinal) ? (key[..^4], false)
                : (key, false);
            if (Find(name).ToArray() is not [var column, ..])
                throw new ElasticsearchException(500, "unsupported_operation_exception", $"Unable to sort by unknown sort key `{name}`");
            var comparer = Comparer<string?>.Create(columns[column].IsNumber ? ByNumber : string.CompareOrdinal);
            ordered = descending ? ordered.ThenByDescending(row => row[column], comparer) : ordered.ThenBy(row => row[column], comparer);
        }
        return ordered;
    }

    private static int ByNumber(string? one, string? other) => Number(one).CompareTo(Number(other));

    private static double Number(string? cell) => double.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private RestAnswer Json(int[] chosen, IEnumerable<string?[]> ordered) =>
        new(
            200,
            writer =>
            {
                writer.WriteStartArray();
                foreach (var row in ordered)
                {
                    writer.WriteStartObject();
                    foreach (var column in chosen)
                        writer.WriteString(columns[column].Name, row[column]);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
        );

    private RestAnswer Text(int[] chosen, IEnumerable<string?[]> ordered, bool withHead)
    {
        var lines = ordered.Select(row => chosen.Select(column => row[column] ?? "").ToArray()).ToList();
        if (withHead)
            lines.Insert(0, [.. chosen.Select(column => columns[column].Name)]);
        var widths = chosen.Select((_, i) => lines.Select(line => line[i].Length).DefaultIfEmpty(0).Max()).ToArray();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            for (var i = 0; i < line.Length; i++)
            {
                var isNumber = columns[chosen[i]].IsNumber;
                text.Append(i == 0 ? "" : " ")
                    .Append(
                        isNumber ? line[i].PadLeft(widths[i])
                        : i == line.Length - 1 ? line[i]
                        : line[i].PadRight(widths[i])
                    );
            }
            text.Append('\n');
        }
        return new(200, null, text.ToString());
    }
}

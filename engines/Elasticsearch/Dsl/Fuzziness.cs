using System.Globalization;
using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>How many edits a term may be away: <c>0</c> to <c>2</c>, or by its length: <c>AUTO</c>, <c>AUTO:3,6</c>.</summary>
internal readonly record struct Fuzziness(int? Edits, int Low = 3, int High = 6)
{
    public static Fuzziness Auto { get; } = new(null);

    public static Fuzziness Read(JsonElement value)
    {
        var text = value.Text();
        if (text.StartsWith("AUTO", StringComparison.OrdinalIgnoreCase))
        {
            if (text.Length == 4)
            {
                return Auto;
            }

            var parts = text[4..].TrimStart(':').Split(',');
            if (
                text[4] == ':'
                && parts.Length == 2
                && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var low)
                && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var high)
            )
            {
                return low >= 0 && low <= high
                    ? new(null, low, high)
                    : throw ElasticsearchException.IllegalArgument(
                        $"fuzziness wrongly configured [lowDistance: {low}, highDistance: {high}] must be: 0 < lowDistance <= highDistance"
                    );
            }

            throw new ElasticsearchException(400, "parse_exception", $"failed to find low and high distance values in [{text}]");
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var edits) && edits is >= 0 and <= 2
            ? new((int)edits)
            : throw ElasticsearchException.IllegalArgument($"Invalid fuzziness value: {text}");
    }

    public int For(string term)
    {
        if (Edits is { } edits)
        {
            return edits;
        }

        var length = term.Length - term.Count(char.IsLowSurrogate);
        return length < Low ? 0
            : length < High ? 1
            : 2;
    }
}

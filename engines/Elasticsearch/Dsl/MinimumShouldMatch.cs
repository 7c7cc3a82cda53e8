using System.Globalization;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>How many optional clauses must match: <c>3</c>, <c>-1</c> (all but one), <c>75%</c>, <c>-25%</c>, <c>2&lt;75%</c>, and several of those.</summary>
internal static class MinimumShouldMatch
{
    public static int Of(int clauses, string rule, QueryContext context)
    {
        try
        {
            return Of(clauses, rule.Trim());
        }
        catch (FormatException)
        {
            throw context.Failed($"For input string: \"{rule}\"");
        }
        catch (OverflowException)
        {
            throw context.Failed($"For input string: \"{rule}\"");
        }
    }

    private static int Of(int clauses, string rule)
    {
        if (rule.Contains('<'))
        {
            // Each condition holds from one more clause than it names; the last that holds decides, and before the first all must match.
            var least = clauses;
            foreach (
                var condition in string.Join('<', rule.Split('<', StringSplitOptions.TrimEntries))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
            {
                var parts = condition.Split('<', 2);
                if (parts.Length < 2)
                {
                    throw new FormatException(condition);
                }

                if (clauses <= Whole(parts[0]))
                {
                    return least;
                }

                least = Of(clauses, parts[1]);
            }

            return least;
        }

        if (rule.EndsWith('%'))
        {
            var part = clauses * Whole(rule[..^1]) * (1 / 100f);
            return Math.Max(0, part < 0 ? clauses + (int)part : (int)part);
        }

        var number = Whole(rule);
        return Math.Max(0, number < 0 ? clauses + number : number);
    }

    private static int Whole(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}

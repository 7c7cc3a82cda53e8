using System.Globalization;

namespace Platform.Engines.Kafka.Topics;

/// <summary>One config of topics.</summary>
/// <param name="Values">The allowed words; null for a whole number, one empty word for any number.</param>
/// <param name="BrokerName">The broker config that gives the default; null for a fixed one.</param>
/// <param name="IsList">Several words with commas between.</param>
internal sealed record TopicConfigDefinition(
    string Name,
    string Default,
    long Min = long.MinValue,
    long Max = long.MaxValue,
    string[]? Values = null,
    string? BrokerName = null,
    bool IsList = false
)
{
    /// <summary>Null for an allowed value, else why it is not.</summary>
    public string? Refusal(string value)
    {
        if (Values is null)
        {
            return !long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? "Not a number"
                : number < Min ? $"Value must be at least {Min}"
                : number > Max ? $"Value must be no more than {Max}"
                : null;
        }

        if (Values is [""])
        {
            return double.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "Not a number";
        }

        var words = IsList ? value.Split(',', StringSplitOptions.TrimEntries) : [value];
        return words.All(Values.Contains) ? null : $"String must be one of: {string.Join(", ", Values)}";
    }
}

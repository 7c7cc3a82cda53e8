namespace Platform.Engines.Kafka.Topics;

/// <summary>What a topic may be called: at most 249 of ASCII letters, digits, dot, underscore and hyphen.</summary>
internal static class TopicName
{
    public const int MaxLength = 249;

    /// <summary>Null for a good name, else what is wrong with it.</summary>
    public static string? Refusal(string name) =>
        name.Length == 0 ? "A topic's name is not empty."
        : name is "." or ".." ? "A topic's name is not '.' or '..'."
        : name.Length > MaxLength ? $"A topic's name has at most {MaxLength} characters; this one has {name.Length}."
        : name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? null
        : $"The topic name '{name}' has characters other than ASCII letters and digits, '.', '_' and '-'.";
}

namespace Platform.Dashboard.Explorers.Kafka;

/// <summary>Words that key, value or headers must hold, all of them; <c>key=…</c>, <c>header=value</c> and <c>offset=…</c> ask of one part.</summary>
internal sealed class MessageFilter(string text)
{
    private readonly string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool IsEmpty => words.Length == 0;

    public bool Matches(string? key, string? value, IReadOnlyList<KeyValuePair<string, string?>> headers, long offset) =>
        words.All(word =>
        {
            var cut = word.IndexOf('=');
            var (name, wanted) = cut > 0 ? (word[..cut], word[(cut + 1)..]) : ("", word);
            return name switch
            {
                "key" => key == wanted,
                "offset" => $"{offset}" == wanted,
                _ when headers.Any(header => header.Key == name) => headers.Any(header => header.Key == name && header.Value == wanted),
                _ => Holds(key, word) || Holds(value, word) || headers.Any(header => Holds(header.Value, word)),
            };
        });

    private static bool Holds(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}

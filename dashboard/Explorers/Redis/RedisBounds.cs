using StackExchange.Redis;

namespace Platform.Dashboard.Explorers.Redis;

/// <summary>Keeps a typed command from fetching what nobody can read: a value of gigabytes, a list of millions.</summary>
internal static class RedisBounds
{
    private const int Entries = 1_000;
    private const int Bytes = 1 << 20;

    /// <exception cref="ExplorerException">The answer would be larger; the message names the command that asks for a part.</exception>
    public static async Task CheckAsync(IDatabase database, IReadOnlyList<string> words)
    {
        if (
            words.Count < 2
            || words.Any(word =>
                word.Equals("COUNT", StringComparison.OrdinalIgnoreCase) || word.Equals("LIMIT", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            return;
        }
        var (size, limit, instead) = words[0].ToUpperInvariant() switch
        {
            "GET" => ("STRLEN", Bytes, $"GETRANGE {words[1]} 0 {Bytes - 1}"),
            "LRANGE" => ("LLEN", Entries, $"LRANGE {words[1]} 0 {Entries - 1}"),
            "ZRANGE" or "ZRANGEBYSCORE" or "ZREVRANGE" => ("ZCARD", Entries, $"ZSCAN {words[1]} 0 COUNT {Entries}"),
            "XRANGE" or "XREVRANGE" => ("XLEN", Entries, $"{words[0].ToUpperInvariant()} … COUNT {Entries}"),
            _ => ("", 0, ""),
        };
        if (size.Length == 0 || IsPart(words))
        {
            return;
        }
        var count = (long)await database.ExecuteAsync(size, words[1]);
        if (count > limit)
        {
            throw new ExplorerException($"That would fetch {count} {(size == "STRLEN" ? "bytes" : "entries")}. Ask for a part: {instead}");
        }
    }

    /// <summary>Indices from the start, a thousand of them at most.</summary>
    private static bool IsPart(IReadOnlyList<string> words) =>
        words.Count >= 4
        && long.TryParse(words[2], out var first)
        && long.TryParse(words[3], out var last)
        && first >= 0
        && last >= 0
        && last - first < Entries;
}

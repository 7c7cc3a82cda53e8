using System.Text;

namespace Platform.Dashboard.Explorers.Redis;

/// <summary>The commands that only read, and a line of words as redis-cli takes it.</summary>
internal static class RedisReads
{
    // Redis' own @read category without KEYS, SORT and what answers without bound where a bounded one does (redis.io/docs/latest/commands).
    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        "BITCOUNT",
        "BITPOS",
        "DBSIZE",
        "EXISTS",
        "EXPIRETIME",
        "GEODIST",
        "GEOPOS",
        "GET",
        "GETBIT",
        "GETRANGE",
        "HEXISTS",
        "HGET",
        "HLEN",
        "HMGET",
        "HRANDFIELD",
        "HSCAN",
        "HSTRLEN",
        "INFO",
        "LINDEX",
        "LLEN",
        "LPOS",
        "LRANGE",
        "MEMORY",
        "MGET",
        "OBJECT",
        "PFCOUNT",
        "PING",
        "PTTL",
        "RANDOMKEY",
        "SCAN",
        "SCARD",
        "SISMEMBER",
        "SMISMEMBER",
        "SRANDMEMBER",
        "SSCAN",
        "STRLEN",
        "TIME",
        "TTL",
        "TYPE",
        "XINFO",
        "XLEN",
        "XPENDING",
        "XRANGE",
        "XREVRANGE",
        "ZCARD",
        "ZCOUNT",
        "ZLEXCOUNT",
        "ZMSCORE",
        "ZRANGE",
        "ZRANGEBYSCORE",
        "ZRANK",
        "ZREVRANGE",
        "ZREVRANK",
        "ZSCAN",
        "ZSCORE",
    };

    // Of these only some subcommands read.
    private static readonly Dictionary<string, string[]> Subcommands = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MEMORY"] = ["USAGE", "STATS"],
        ["OBJECT"] = ["ENCODING", "FREQ", "IDLETIME", "REFCOUNT"],
        ["XINFO"] = ["STREAM", "GROUPS", "CONSUMERS"],
    };

    /// <exception cref="ExplorerException">No command, an open quote, or a command that is not known to read only.</exception>
    public static IReadOnlyList<string> Parse(string line)
    {
        var words = Words(line);
        if (words.Count == 0)
        {
            throw new ExplorerException("Type a command, for instance: HSCAN cart:1 0");
        }
        if (!Allowed.Contains(words[0]))
        {
            throw new ExplorerException(
                $"'{words[0].ToUpperInvariant()}' is not sent: the explorer only reads. Use redis-cli for what changes data."
            );
        }
        if (
            Subcommands.TryGetValue(words[0], out var some)
            && (words.Count < 2 || !some.Contains(words[1], StringComparer.OrdinalIgnoreCase))
        )
        {
            throw new ExplorerException($"Of {words[0].ToUpperInvariant()} only {string.Join(", ", some)} is sent.");
        }
        return words;
    }

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var (word, quote, open) = (new StringBuilder(), '\0', false);
        foreach (var character in line)
        {
            if (quote == '\0' && char.IsWhiteSpace(character))
            {
                if (open)
                {
                    words.Add(word.ToString());
                }
                (open, word.Length) = (false, 0);
            }
            else if (quote == '\0' ? character is '"' or '\'' : character == quote)
            {
                (quote, open) = (quote == '\0' ? character : '\0', true);
            }
            else
            {
                word.Append(character);
                open = true;
            }
        }
        if (quote != '\0')
        {
            throw new ExplorerException($"A {quote} is opened and not closed.");
        }
        if (open)
        {
            words.Add(word.ToString());
        }
        return words;
    }
}

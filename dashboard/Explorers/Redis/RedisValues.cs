using StackExchange.Redis;

namespace Platform.Dashboard.Explorers.Redis;

/// <summary>A key's value by its type, a bounded part of it.</summary>
internal static class RedisValues
{
    public static async Task<ExplorerContent> ReadAsync(IDatabase database, string key, int limit)
    {
        var type = (string?)await database.ExecuteAsync("TYPE", key);
        var ttl = (long)await database.ExecuteAsync("PTTL", key);
        var content = type switch
        {
            "none" => throw new ExplorerException($"There is no key '{key}': it may have expired."),
            "string" => await StringAsync(database, key),
            "hash" => Pairs(await database.ExecuteAsync("HSCAN", key, 0, "COUNT", limit), "field", "value", limit),
            "set" => Singles(await database.ExecuteAsync("SSCAN", key, 0, "COUNT", limit), limit),
            "zset" => Pairs(await database.ExecuteAsync("ZSCAN", key, 0, "COUNT", limit), "member", "score", limit),
            "list" => List(await database.ExecuteAsync("LRANGE", key, 0, limit - 1)),
            "stream" => Stream(await database.ExecuteAsync("XREVRANGE", key, "+", "-", "COUNT", limit)),
            _ => throw new ExplorerException($"'{key}' is a {type}, which the explorer cannot show."),
        };
        var lives =
            ttl < 0 ? "does not expire" : FormattableString.Invariant($"expires in {TimeSpan.FromMilliseconds(ttl).TotalSeconds:0.#} s");
        return content with { Notice = string.Join(", ", new[] { type, lives, content.Notice }.Where(part => part is not null)) };
    }

    /// <summary>Any answer, as redis-cli would show it.</summary>
    public static ExplorerContent Format(RedisResult answer) => new() { Text = Text(answer, ""), Format = "text" };

    private static async Task<ExplorerContent> StringAsync(IDatabase database, string key)
    {
        var length = (long)await database.ExecuteAsync("STRLEN", key);
        var bytes = (byte[]?)await database.ExecuteAsync("GETRANGE", key, 0, ValueText.PreviewLimit - 1) ?? [];
        var (text, format) = ValueText.Read(bytes, cut: length > bytes.Length);
        return new()
        {
            Text = text,
            Format = format,
            Notice = length > bytes.Length ? $"the first {bytes.Length} of {length} bytes" : $"{length} bytes",
        };
    }

    private static ExplorerContent Pairs(RedisResult scan, string name, string value, int limit)
    {
        var parts = (RedisResult[])scan!;
        byte[]?[] flat = [.. ((RedisResult[])parts[1]!).Select(one => (byte[]?)one)];
        var more = (string)parts[0]! != "0" || flat.Length > limit * 2;
        return new()
        {
            Columns = [new(name), new(value)],
            Rows =
            [
                .. flat.Chunk(2).Take(limit).Select(pair => (IReadOnlyList<string?>)[ValueText.Cell(pair[0]), ValueText.Cell(pair[1])]),
            ],
            Notice = more ? "a part of it" : null,
        };
    }

    private static ExplorerContent Singles(RedisResult scan, int limit)
    {
        var parts = (RedisResult[])scan!;
        var all = (RedisResult[])parts[1]!;
        return new()
        {
            Columns = [new("member")],
            Rows = [.. all.Take(limit).Select(one => (IReadOnlyList<string?>)[ValueText.Cell((byte[]?)one)])],
            Notice = (string)parts[0]! != "0" || all.Length > limit ? "a part of it" : null,
        };
    }

    private static ExplorerContent List(RedisResult range) =>
        new()
        {
            Columns = [new("index", IsNumeric: true), new("value")],
            Rows = [.. ((RedisResult[])range!).Select((one, index) => (IReadOnlyList<string?>)[$"{index}", ValueText.Cell((byte[]?)one)])],
        };

    private static ExplorerContent Stream(RedisResult range) =>
        new()
        {
            Columns = [new("id"), new("fields")],
            Rows =
            [
                .. ((RedisResult[])range!).Select(entry =>
                {
                    var parts = (RedisResult[])entry!;
                    var fields = ((RedisResult[])parts[1]!)
                        .Select(one => ValueText.Cell((byte[]?)one))
                        .Chunk(2)
                        .Select(pair => $"{pair[0]}={pair[1]}");
                    return (IReadOnlyList<string?>)[(string)parts[0]!, string.Join(' ', fields)];
                }),
            ],
        };

    private static string Text(RedisResult answer, string indent)
    {
        if (answer.IsNull)
        {
            return "(nil)";
        }
        try
        {
            return ValueText.Cell((byte[]?)answer) is { } text
                ? text.Length < ValueText.CellLimit
                    ? text
                    : (string)answer!
                : "(nil)";
        }
        catch (InvalidCastException)
        {
            var parts = (RedisResult[])answer!;
            return parts.Length == 0
                ? "(empty)"
                : string.Join('\n' + indent, parts.Select((part, index) => $"{index + 1}) {Text(part, indent + "   ")}"));
        }
    }
}

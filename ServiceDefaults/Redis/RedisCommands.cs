using StackExchange.Redis;

namespace Platform.ServiceDefaults.Redis;

/// <summary>Which command the client sends for a method of its database: the client chooses by arguments, and does not tell.</summary>
internal static class RedisCommands
{
    /// <summary>False for what is answered on the spot or sends nothing by itself.</summary>
    public static bool IsCommand(string method) =>
        method
            is not (
                "get_Database"
                or "get_Multiplexer"
                or "CreateBatch"
                or "CreateTransaction"
                or "IsConnected"
                or "TryWait"
                or "Wait"
                or "WaitAll"
            )
        && !method.Contains("Scan", StringComparison.Ordinal);

    /// <summary>Null for a method whose command depends on more than its arguments.</summary>
    public static string? NameOf(string method, object?[] args)
    {
        var name = method.EndsWith("Async", StringComparison.Ordinal) ? method[..^"Async".Length] : method;
        return name switch
        {
            "Execute" => (args[0] as string)?.ToUpperInvariant(),
            "HashDecrement" or "HashIncrement" => args[2] is double ? "HINCRBYFLOAT" : "HINCRBY",
            "HashDelete" => "HDEL",
            "HashExists" => "HEXISTS",
            "HashGet" => args[1] is RedisValue[] ? "HMGET" : "HGET",
            "HashGetAll" => "HGETALL",
            "HashKeys" => "HKEYS",
            "HashLength" => "HLEN",
            "HashSet" => args[1] is HashEntry[] ? "HMSET"
            : args[3] is When.NotExists ? "HSETNX"
            : "HSET",
            "HashValues" => "HVALS",
            "KeyDelete" => "DEL",
            "KeyExists" => "EXISTS",
            "KeyExpire" => Expire(args[1]),
            "KeyPersist" => "PERSIST",
            "KeyType" => "TYPE",
            "ListLeftPop" => "LPOP",
            "ListLeftPush" => "LPUSH",
            "ListLength" => "LLEN",
            "ListRange" => "LRANGE",
            "ListRightPop" => "RPOP",
            "ListRightPush" => "RPUSH",
            "Ping" => "PING",
            "Publish" => "PUBLISH",
            "SetAdd" => "SADD",
            "SetContains" => "SISMEMBER",
            "SetLength" => "SCARD",
            "SetMembers" => "SMEMBERS",
            "SetRemove" => "SREM",
            "SortedSetAdd" => "ZADD",
            "SortedSetRemove" => "ZREM",
            "SortedSetScore" => "ZSCORE",
            "StringAppend" => "APPEND",
            "StringGet" => args[0] is RedisKey[] ? "MGET" : "GET",
            "StringGetSet" => "GETSET",
            "StringLength" => "STRLEN",
            "StringSet" => Set(args),
            _ => null,
        };
    }

    private static string? Expire(object? lifetime) =>
        lifetime switch
        {
            null => "PERSIST",
            TimeSpan span => IsWholeSeconds(span) ? "EXPIRE" : "PEXPIRE",
            _ => null,
        };

    private static string Set(object?[] args)
    {
        if (args[0] is KeyValuePair<RedisKey, RedisValue>[] several)
            return (several.Length, args[1]) switch
            {
                (1, When.NotExists) => "SETNX",
                (1, _) => "SET",
                (_, When.NotExists) => "MSETNX",
                _ => "MSET",
            };
        if (args[1] is RedisValue { IsNull: true })
            return "DEL";
        if (args[2] is not TimeSpan lifetime || lifetime == TimeSpan.MaxValue)
            return args[3] is When.NotExists ? "SETNX" : "SET";
        return args[3] is not When.Always ? "SET"
            : IsWholeSeconds(lifetime) ? "SETEX"
            : "PSETEX";
    }

    private static bool IsWholeSeconds(TimeSpan span) => (long)span.TotalMilliseconds % 1000 == 0;
}

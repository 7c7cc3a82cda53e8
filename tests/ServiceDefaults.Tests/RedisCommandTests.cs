using System.Reflection;
using Platform.ServiceDefaults.Redis;
using ServiceDefaults.Tests.Support;
using StackExchange.Redis;

namespace ServiceDefaults.Tests;

/// <summary>The names that spans carry against what the client really sends.</summary>
public sealed class RedisCommandTests(LocalServers servers)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Odd = TimeSpan.FromMilliseconds(90_500);
    private static readonly HashEntry[] Fields = [new("f", "1")];
    private static readonly RedisKey[] Keys = ["k", "l"];

    public static TheoryData<string, object?[]> Calls =>
        new()
        {
            { "StringGetAsync", ["k", CommandFlags.None] },
            { "StringGetAsync", [Keys, CommandFlags.None] },
            { "StringSetAsync", ["k", "v", null, When.Always, CommandFlags.None] },
            { "StringSetAsync", ["k", "v", null, When.NotExists, CommandFlags.None] },
            { "StringSetAsync", ["k", "v", Minute, When.Always, CommandFlags.None] },
            { "StringSetAsync", ["k", "v", Minute, When.NotExists, CommandFlags.None] },
            { "StringSetAsync", ["k", "v", Odd, When.Always, CommandFlags.None] },
            { "KeyExpireAsync", ["k", Minute, CommandFlags.None] },
            { "KeyExpireAsync", ["k", Odd, CommandFlags.None] },
            { "KeyDeleteAsync", ["k", CommandFlags.None] },
            { "KeyExistsAsync", ["k", CommandFlags.None] },
            { "HashSetAsync", ["h", "f", "1", When.Always, CommandFlags.None] },
            { "HashSetAsync", ["h", "f", "1", When.NotExists, CommandFlags.None] },
            { "HashSetAsync", ["h", Fields, CommandFlags.None] },
            { "HashGetAllAsync", ["h", CommandFlags.None] },
            { "HashDeleteAsync", ["h", "f", CommandFlags.None] },
            { "HashIncrementAsync", ["h", "f", 2L, CommandFlags.None] },
            { "HashIncrementAsync", ["h", "f", 0.5, CommandFlags.None] },
            { "PublishAsync", ["c", "v", CommandFlags.None] },
            { "PingAsync", [CommandFlags.None] },
            { "ExecuteAsync", ["echo", new object[] { "v" }] },
        };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task A_method_is_named_by_the_command_it_sends(string name, object?[] arguments)
    {
        await using var tap = new RedisTap(servers.RedisPort);
        var address = servers.Redis.Replace($"127.0.0.1:{servers.RedisPort}", tap.Address);
        using var redis = await ConnectionMultiplexer.ConnectAsync(address + ",defaultDatabase=7");
        var (method, typed) = Find(name, arguments);
        var before = tap.Said.Length;

        // Such as a counter that is no number: what counts is what was asked.
        await ((Task)method.Invoke(redis.GetDatabase(), typed)!).ContinueWith(_ => { });
        redis.Close(allowCommandsToComplete: false);

        var command = RedisCommands.NameOf(name, typed).ShouldNotBeNull();
        tap.Said[before..].ShouldContain($"\r\n${command.Length}\r\n{command}\r\n", Case.Insensitive);
    }

    private static (MethodInfo Method, object?[] Arguments) Find(string name, object?[] arguments)
    {
        var all = typeof(IDatabase).GetInterfaces().Append(typeof(IDatabase)).SelectMany(type => type.GetMethods());
        foreach (var method in all.Where(method => method.Name == name && method.GetParameters().Length == arguments.Length))
        {
            var typed = method.GetParameters().Select((parameter, at) => Convert(arguments[at], parameter.ParameterType)).ToArray();
            if (
                typed
                    .Zip(method.GetParameters())
                    .All(pair => pair.First?.GetType() == Nullable(pair.Second.ParameterType) || pair.First is null)
            )
                return (method, typed);
        }
        throw new InvalidOperationException($"No {name} takes these arguments.");
    }

    private static Type Nullable(Type type) => System.Nullable.GetUnderlyingType(type) ?? type;

    private static object? Convert(object? value, Type type) =>
        (value, type) switch
        {
            (string text, _) when type == typeof(RedisKey) => (RedisKey)text,
            (string text, _) when type == typeof(RedisValue) => (RedisValue)text,
            (string text, _) when type == typeof(RedisChannel) => (RedisChannel)text,
            _ => value,
        };
}

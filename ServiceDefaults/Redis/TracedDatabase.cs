using System.Reflection;
using StackExchange.Redis;

namespace Platform.ServiceDefaults.Redis;

/// <summary>A database whose commands are traced. Transactions and batches are passed on untraced.</summary>
internal class TracedDatabase : DispatchProxy
{
    private IDatabase inner = null!;
    private RedisTelemetry telemetry = null!;

    public static IDatabase Over(IDatabase inner, RedisTelemetry telemetry)
    {
        var proxy = Create<IDatabase, TracedDatabase>();
        var traced = (TracedDatabase)(object)proxy;
        (traced.inner, traced.telemetry) = (inner, telemetry);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        return RedisTelemetry.IsWatched && RedisCommands.IsCommand(method.Name)
            ? telemetry.Trace(RedisCommands.NameOf(method.Name, args ?? []), inner.Database, () => Send(method, args))
            : Send(method, args);
    }

    private object? Send(MethodInfo method, object?[]? args) => method.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, args, null);
}

using System.Reflection;
using StackExchange.Redis;

namespace Platform.ServiceDefaults.Redis;

/// <summary>A multiplexer whose databases are traced; all else is passed on.</summary>
/// <remarks>
/// Not over 1.2.6's profiling API: it tells of no errors, and a command that is still under way when a profile is finished (our callers give up
/// after a time of their own) shows up in another request's profile, as its storage is used again.
/// </remarks>
internal class TracedMultiplexer : DispatchProxy
{
    private IConnectionMultiplexer inner = null!;
    private RedisTelemetry telemetry = null!;

    public static IConnectionMultiplexer Over(IConnectionMultiplexer inner, RedisTelemetry telemetry)
    {
        var proxy = Create<IConnectionMultiplexer, TracedMultiplexer>();
        var traced = (TracedMultiplexer)(object)proxy;
        (traced.inner, traced.telemetry) = (inner, telemetry);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        return result is IDatabase database ? TracedDatabase.Over(database, telemetry) : result;
    }
}

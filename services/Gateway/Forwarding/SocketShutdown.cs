namespace Gateway.Forwarding;

/// <summary>A socket never ends by itself: without this, each one would hold up the gateway's stop until its time-out.</summary>
internal static class SocketShutdown
{
    public static async Task EndWithHost(HttpContext context, RequestDelegate next)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await using var registration = stopping.Register(context.Abort);
        await next(context);
    }
}

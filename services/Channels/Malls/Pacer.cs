using System.Threading.RateLimiting;
using Platform.Services;

namespace Channels.Malls;

/// <summary>Keeps this process below a mall's rate limit, and quiet for as long as a mall asks for.</summary>
internal sealed class Pacer : IDisposable
{
    private readonly TokenBucketRateLimiter limiter;
    private readonly TimeProvider time;
    private long quietUntil;

    /// <param name="perSecond">Calls a second.</param>
    /// <param name="burst">Calls that may come at once after a pause.</param>
    public Pacer(double perSecond, int burst, TimeProvider time)
    {
        this.time = time;
        limiter = new(
            new()
            {
                TokenLimit = burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1 / perSecond),
                QueueLimit = int.MaxValue,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );
    }

    /// <summary>Returns when a call may be made.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var lease = await limiter.AcquireAsync(1, cancellationToken);
        for (var wait = Quiet(); wait > TimeSpan.Zero; wait = Quiet())
            await Task.Delay(wait, time, cancellationToken);
    }

    /// <summary>The mall takes no calls for that long.</summary>
    public void BeQuiet(TimeSpan duration)
    {
        var until = (time.UtcNow() + duration).Ticks;
        long earlier;
        while ((earlier = Interlocked.Read(ref quietUntil)) < until)
        {
            if (Interlocked.CompareExchange(ref quietUntil, until, earlier) == earlier)
                return;
        }
    }

    public void Dispose() => limiter.Dispose();

    private TimeSpan Quiet()
    {
        var left = new DateTime(Interlocked.Read(ref quietUntil), DateTimeKind.Utc) - time.UtcNow();
        return left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
    }
}

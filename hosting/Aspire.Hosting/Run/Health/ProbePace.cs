using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Run;

/// <summary>How long to wait between probes: 5, 10, 20 … ms up to 1 s until healthy, then 30 s (Aspire's), and fast again when it fell ill.</summary>
internal sealed class ProbePace(TimeSpan? slowest = null)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(5);
    private readonly TimeSpan _slowest = slowest ?? TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_healthy = TimeSpan.FromSeconds(30);

    private TimeSpan _next = s_first;

    public TimeSpan Next(HealthStatus? status)
    {
        if (status == HealthStatus.Healthy)
        {
            _next = s_first;
            return s_healthy;
        }
        var now = _next;
        _next = _next * 2 < _slowest ? _next * 2 : _slowest;
        return now;
    }
}

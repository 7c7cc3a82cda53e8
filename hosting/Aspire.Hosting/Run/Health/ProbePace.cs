using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Run;

/// <summary>
/// How long to wait between probes: 5, 10, 20 … ms, every 80 ms while a start may still be under way, every second after that;
/// 30 s once healthy (Aspire's), and fast again when it fell ill.
/// </summary>
/// <param name="slowest">The longest pause while a start is under way; 80 ms when null.</param>
internal sealed class ProbePace(TimeSpan? slowest = null)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_patient = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_healthy = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _slowest = slowest ?? TimeSpan.FromMilliseconds(80);
    private TimeSpan _next = s_first;
    private TimeSpan _waited;

    public TimeSpan Next(HealthStatus? status)
    {
        if (status == HealthStatus.Healthy)
        {
            (_next, _waited) = (s_first, TimeSpan.Zero);
            return s_healthy;
        }
        var now = _waited < s_start ? _next : s_patient;
        _waited += now;
        _next = _next * 2 < _slowest ? _next * 2 : _slowest;
        return now;
    }
}

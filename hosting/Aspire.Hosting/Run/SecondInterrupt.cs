using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>Ctrl+C once stops in order, which the host's lifetime sees to; twice, it kills at once. Not for tests, whose runner has the terminal.</summary>
internal sealed class SecondInterrupt : IDisposable
{
    // One press can come twice: from the terminal, and passed on by whoever started us (timeout, a script). No hand is that quick.
    private static readonly TimeSpan s_samePress = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _kill = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _lock = new();
    private long? _first;

    public SecondInterrupt(IConfiguration configuration, TimeProvider time, ILogger<SecondInterrupt> logger)
    {
        if (configuration.GetValue<bool>("Platform:Ephemeral"))
        {
            return;
        }
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Count));
        }

        void Count(PosixSignalContext signal)
        {
            signal.Cancel = true;
            lock (_lock)
            {
                _first ??= time.GetTimestamp();
                if (time.GetElapsedTime(_first.Value) < s_samePress || _kill.IsCancellationRequested)
                {
                    return;
                }
                logger.LogWarning("Asked twice to stop: killing what still runs.");
                _kill.Cancel();
            }
        }
    }

    /// <summary>Cancelled when everything is to be killed.</summary>
    public CancellationToken Kill => _kill.Token;

    // The source stays: a signal may be on its way.
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}

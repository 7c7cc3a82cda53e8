using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>Ctrl+C once stops in order, which the host's lifetime sees to; twice, it kills at once. Not for tests, whose runner has the terminal.</summary>
internal sealed class SecondInterrupt : IDisposable
{
    private readonly CancellationTokenSource _kill = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _count;

    public SecondInterrupt(IConfiguration configuration, ILogger<SecondInterrupt> logger)
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
            if (Interlocked.Increment(ref _count) == 2)
            {
                logger.LogWarning("Asked twice to stop: killing what still runs.");
                _kill.Cancel();
            }
        }
    }

    /// <summary>Cancelled when everything is to be killed.</summary>
    public CancellationToken Kill => _kill.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _kill.Dispose();
    }
}

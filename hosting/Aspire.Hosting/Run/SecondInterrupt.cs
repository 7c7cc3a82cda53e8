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
    private ITimer? _samePressOver;
    private bool _listens;

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
                if (_samePressOver is null)
                {
                    _samePressOver = time.CreateTimer(_ => Listen(), null, s_samePress, Timeout.InfiniteTimeSpan);
                }
                else if (_listens && !_kill.IsCancellationRequested)
                {
                    logger.LogWarning("Asked twice to stop: killing what still runs.");
                    _kill.Cancel();
                }
            }
        }

        // Said when it is so: whoever answers the message is heard.
        void Listen()
        {
            lock (_lock)
            {
                _listens = true;
                logger.LogInformation("Still stopping. Ctrl+C again ends everything at once.");
            }
        }
    }

    /// <summary>Cancelled when everything is to be killed.</summary>
    public CancellationToken Kill => _kill.Token;

    // The source stays: a signal may be on its way.
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _samePressOver?.Dispose();
    }
}

namespace Platform.Dashboard;

/// <summary>A port that the dashboard was told to listen on is held by another process.</summary>
public sealed class PortTakenException(int port, string purpose, string option, Exception inner)
    : IOException(
        $"Port {port}, where the dashboard {purpose}, is taken. End what holds it (see: ss -ltnp 'sport = :{port}'), or choose another with "
            + $"--Dashboard:{option} PORT (0: any that is free).",
        inner
    )
{
    public int Port { get; } = port;
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Run.Net;

/// <summary>A port that no other host of this user hands out until this is disposed, or the host dies.</summary>
internal sealed class PortLease(int port, FileStream held) : IDisposable
{
    public int Port => port;

    public void Dispose() => held.Dispose();
}

/// <summary>
/// Ports for programs to listen on. They lie below the range from which the system takes the ports of outgoing connections, and a locked
/// file each keeps hosts that run side by side apart: the time from choosing a port to a child's listening on it is long.
/// </summary>
/// <param name="directory">Where the lock files lie; null for the user's own.</param>
internal sealed class PortLeases(string? directory = null)
{
    private const int Lowest = 10_000;
    private const int Highest = 32_767;
    private const int FewestUseful = 2_000;

    // Browsers refuse it (Fetch standard, bad ports).
    private const int BlockedByBrowsers = 10_080;

    private readonly string directory = directory ?? Path.Combine("/tmp", $"platform-ports-{Environment.UserName}");

    /// <summary>Leases a port that nothing uses.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public PortLease Take()
    {
        var (first, last) = Range();
        var count = last - first + 1;
        var start = Random.Shared.Next(count);
        for (var i = 0; i < count; i++)
        {
            var port = first + ((start + i) % count);
            if (port != BlockedByBrowsers && TryTake(port) is { } lease)
            {
                return lease;
            }
        }

        throw new IOException($"No free port between {first} and {last}. See who holds them: ss -ltnp");
    }

    /// <summary>Leases this port; null when another host has it or something uses it.</summary>
    public PortLease? TryTake(int port)
    {
        CreateDirectory();
        FileStream held;
        try
        {
            held = new FileStream(
                Path.Combine(directory, port.ToString(CultureInfo.InvariantCulture)),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 0
            );
        }
        catch (IOException)
        {
            return null;
        }

        if (IsFree(port))
        {
            return new PortLease(port, held);
        }

        held.Dispose();
        return null;
    }

    /// <summary>Whether a program could listen on the port now, on any address.</summary>
    public static bool IsFree(int port) => CanBind(IPAddress.Any, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Any, port));

    private static bool CanBind(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }

    private static (int First, int Last) Range()
    {
        const string Ephemeral = "/proc/sys/net/ipv4/ip_local_port_range";
        var ephemeral = File.Exists(Ephemeral)
            ? int.Parse(
                File.ReadAllText(Ephemeral).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0],
                CultureInfo.InvariantCulture
            )
            : Highest + 1;
        var last = Math.Min(Highest, ephemeral - 1);

        // A system that gives out nearly all ports leaves no range of its own: the locks and the check have to do.
        return last - Lowest >= FewestUseful ? (Lowest, last) : (Lowest, Highest);
    }

    private void CreateDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

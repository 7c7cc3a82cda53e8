namespace Aspire.Hosting.Run.Net;

/// <summary>A port that the graph asks for is in use.</summary>
internal sealed class PortTakenException(int port, Exception? inner = null) : Exception(Describe(port), inner)
{
    public int Port => port;

    private static string Describe(int port) =>
        PortHolder.Find(port) is { } holder
            ? $"port {port} is taken by {holder}"
            : $"port {port} is taken by a program that this user cannot see; see: sudo ss -ltnp 'sport = :{port}'";
}

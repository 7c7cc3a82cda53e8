using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Platform.HealthProbe;

/// <summary>
/// Asks a service how it is, from inside its own container: images without a shell have no curl. Written on a socket, for an HTTP client
/// would cost four times the start-up.
/// </summary>
public static class Probe
{
    private const int Usage = 2;

    /// <returns>0: a 2xx answer in time, or the time waited; 1: another answer, or none; 2: bad usage.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        // Before a cluster stops a service it takes it off the network, which takes a while to be known.
        if (args is ["wait", _] && TryReadTimeout(args, out var wait))
        {
            await Task.Delay(wait);
            return 0;
        }
        if (
            args.Length is 0 or > 2
            || !Uri.TryCreate(args[0], UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttp
            || !TryReadTimeout(args, out var timeout)
        )
        {
            await error.WriteLineAsync(
                "Usage: healthprobe http://HOST[:PORT]/PATH [SECONDS]   (default: 3 seconds)\n       healthprobe wait SECONDS"
            );
            return Usage;
        }
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            var status = await AskAsync(address, limit.Token);
            await output.WriteLineAsync(status);
            return IsSuccess(status) ? 0 : 1;
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            var reason = exception is OperationCanceledException ? $"no answer within {timeout.TotalSeconds} s" : exception.Message;
            await error.WriteLineAsync($"{address}: {reason}");
            return 1;
        }
    }

    private static bool TryReadTimeout(string[] args, out TimeSpan timeout)
    {
        timeout = TimeSpan.FromSeconds(3);
        if (args.Length < 2)
        {
            return true;
        }
        if (!double.TryParse(args[1], CultureInfo.InvariantCulture, out var seconds) || seconds is <= 0 or > 3600 or double.NaN)
        {
            return false;
        }
        timeout = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>The status line of the answer.</summary>
    private static async Task<string> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.IdnHost, address.Port, cancellationToken);
        await using var stream = client.GetStream();
        var question =
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\nUser-Agent: healthprobe\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(question), cancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(cancellationToken) ?? throw new IOException("the connection was closed without an answer");
    }

    // "HTTP/1.1 200 OK"
    private static bool IsSuccess(string statusLine) =>
        statusLine.Split(' ') is [var protocol, ['2', _, _], ..] && protocol.StartsWith("HTTP/", StringComparison.Ordinal);
}

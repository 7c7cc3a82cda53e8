using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Platform.Hosting;

namespace Platform.Engines.Host.ObjectStorage;

/// <summary>
/// What a client does first: a signed list of the buckets, so that wrong keys are found as well. It stands for AWSSDK.S3, whose JIT a start-up
/// can do without: one request is signed, always the same but for its time.
/// </summary>
internal static class ObjectStorageProbe
{
    private const string EmptyBody = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string SignedHeaders = "host;x-amz-content-sha256;x-amz-date";

    /// <exception cref="SocketException">Nobody listens.</exception>
    /// <exception cref="IOException">The answer is no 200.</exception>
    public static async Task ListBucketsAsync(int port, ObjectStorageSettings settings, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Request($"localhost:{port}", settings, DateTime.UtcNow)), cancellationToken);
        using var answer = new StreamReader(stream, Encoding.ASCII);
        var status = await answer.ReadLineAsync(cancellationToken);
        if (status?.Split(' ') is not [_, "200", ..])
        {
            throw new IOException($"The store answered a list of buckets with '{status ?? "end of stream"}'.");
        }
    }

    private static string Request(string host, ObjectStorageSettings settings, DateTime now)
    {
        var time = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{settings.Region}/s3/aws4_request";
        var request = $"GET\n/\n\nhost:{host}\nx-amz-content-sha256:{EmptyBody}\nx-amz-date:{time}\n\n{SignedHeaders}\n{EmptyBody}";
        var text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(request)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + settings.SecretKey), (key, part) => Sign(key, part));
        var signature = Convert.ToHexStringLower(Sign(key, text));
        return $"GET / HTTP/1.1\r\nHost: {host}\r\nx-amz-content-sha256: {EmptyBody}\r\nx-amz-date: {time}\r\nAuthorization: AWS4-HMAC-SHA256 "
            + $"Credential={settings.AccessKey}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}\r\nConnection: close\r\n\r\n";
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}

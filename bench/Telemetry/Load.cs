using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace TelemetryBench;

/// <summary>As many exports as the server answers, over both protocols. What is refused is counted, not sent again.</summary>
internal static class Load
{
    private const int Senders = 4;
    private const string TracePath = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    public static async Task RunAsync(Uri grpc, Uri http, Uri control, double seconds)
    {
        Console.WriteLine("| over | batch | spans/s | MB/s | not taken | server's CPU | generator's CPU | server's memory |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        await MeasureAsync("warm-up", 512, 2, control, payloads => Grpc(grpc, payloads, gzip: false), print: false);
        await MeasureAsync("warm-up", 512, 2, control, payloads => Http(http, payloads), print: false);
        await MeasureAsync("gRPC", 512, seconds, control, payloads => Grpc(grpc, payloads, gzip: false));
        await MeasureAsync("gRPC", 4096, seconds, control, payloads => Grpc(grpc, payloads, gzip: false));
        await MeasureAsync("HTTP, protobuf", 512, seconds, control, payloads => Http(http, payloads));
        await MeasureAsync("HTTP, protobuf", 4096, seconds, control, payloads => Http(http, payloads));
        await MeasureAsync("gRPC, gzip (packed while sending)", 512, seconds, control, payloads => Grpc(grpc, payloads, gzip: true));
    }

    private static async Task MeasureAsync(
        string name,
        int batch,
        double seconds,
        Uri control,
        Func<Payloads, Func<Task<(int Bytes, bool Taken)>>> open,
        bool print = true
    )
    {
        var senders = Enumerable.Range(0, Senders).Select(number => open(new Payloads((uint)number, 24, batch))).ToList();
        var before = await ReadAsync(control);
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var (spans, bytes, refused) = (0L, 0L, 0L);
        await Task.WhenAll(
            senders.Select(send =>
                Task.Run(async () =>
                {
                    while (watch.Elapsed.TotalSeconds < seconds)
                    {
                        var (size, taken) = await send();
                        Interlocked.Add(ref bytes, size);
                        Interlocked.Add(ref spans, batch);
                        Interlocked.Add(ref refused, taken ? 0 : batch);
                    }
                })
            )
        );
        var elapsed = watch.Elapsed.TotalSeconds;
        var after = await ReadAsync(control);
        if (print)
        {
            // What the store has numbered decides, not what was answered.
            var kept = after.Newest - before.Newest;
            var cpu = after.Cpu - before.Cpu;
            var ownCpu = (Process.GetCurrentProcess().TotalProcessorTime - own).TotalSeconds;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {batch} | {kept / elapsed:N0} | {bytes / elapsed / 1e6:N0} | {spans - kept} ({refused} refused) | {cpu / elapsed:P0} | {ownCpu / elapsed:P0} | {after.Megabytes} MB |"
                )
            );
        }
    }

    private static Func<Task<(int, bool)>> Grpc(Uri address, Payloads payloads, bool gzip)
    {
        var http = new HttpClient(new SocketsHttpHandler { InitialHttp2StreamWindowSize = 1 << 20 }) { BaseAddress = address };
        return async () =>
        {
            var message = payloads.Next();
            var packed = gzip ? Payloads.Gzip(message) : message;
            var header = new byte[5];
            header[0] = gzip ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), packed.Length);
            using var request = new HttpRequestMessage(HttpMethod.Post, TracePath)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new Framed(header, packed),
            };
            request.Content.Headers.ContentType = new("application/grpc");
            if (gzip)
            {
                request.Headers.Add("grpc-encoding", "gzip");
            }
            using var response = await http.SendAsync(request);
            var body = await response.Content.ReadAsByteArrayAsync();
            // A longer answer tells of spans that were not taken.
            return (
                packed.Length,
                response.TrailingHeaders.TryGetValues("grpc-status", out var status) && status.Single() == "0" && body.Length == 5
            );
        };
    }

    private static Func<Task<(int, bool)>> Http(Uri address, Payloads payloads)
    {
        var http = new HttpClient { BaseAddress = address };
        return async () =>
        {
            var message = payloads.Next();
            using var content = new ByteArrayContent(message);
            content.Headers.ContentType = new("application/x-protobuf");
            using var response = await http.PostAsync("/v1/traces", content);
            return (message.Length, response.IsSuccessStatusCode && (await response.Content.ReadAsByteArrayAsync()).Length == 0);
        };
    }

    private static async Task<(long Newest, double Cpu, string Megabytes)> ReadAsync(Uri control)
    {
        using var http = new HttpClient();
        var words = (await http.GetStringAsync(control)).Split(' ');
        return (long.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture), words[3]);
    }

    private sealed class Framed(byte[] header, byte[] message) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(header);
            await stream.WriteAsync(message);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = header.Length + message.Length;
            return true;
        }
    }
}

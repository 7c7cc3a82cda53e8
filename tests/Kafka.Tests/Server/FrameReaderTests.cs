using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Server;

public sealed class FrameReaderTests : IDisposable
{
    private const int MaxFrame = 100 * 1024 * 1024;

    private readonly MemoryBudget _budget = new(MaxFrame);
    private readonly Socket _client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _server;
    private readonly FrameReader _frames;

    public FrameReaderTests()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client.Connect(listener.LocalEndPoint!);
        _server = listener.Accept();
        _frames = new FrameReader(_server, MaxFrame, _budget);
    }

    public void Dispose()
    {
        _frames.Dispose();
        _server.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task A_length_alone_reserves_next_to_nothing()
    {
        Send(MaxFrame, new byte[100_000]);
        var reading = _frames.ReadAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_frames.Received < 100_004)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        _frames.Held.ShouldBeLessThan(2_000_000);
        reading.IsCompleted.ShouldBeFalse();
        _client.Shutdown(SocketShutdown.Send);
        (await reading).ShouldBeNull();
    }

    [Fact]
    public async Task A_large_frame_takes_its_room_and_gives_it_back()
    {
        var body = new byte[3_000_000];
        new Random(3).NextBytes(body);
        var sending = Task.Run(() => Send(body.Length, body));

        var frame = await _frames.ReadAsync(CancellationToken.None);
        await sending;

        frame!.Value.Span.SequenceEqual(body).ShouldBeTrue();
        _budget.Used.ShouldBe(body.Length);
        _frames.Release();
        (_budget.Used, _frames.Held).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(MaxFrame + 1)]
    public async Task A_length_that_no_request_has_is_refused(int length)
    {
        Send(length, []);

        await Should.ThrowAsync<MalformedRequestException>(async () => await _frames.ReadAsync(CancellationToken.None));
    }

    private void Send(int length, byte[] body)
    {
        var prefix = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, length);
        _client.Send(prefix);
        _client.Send(body);
    }
}

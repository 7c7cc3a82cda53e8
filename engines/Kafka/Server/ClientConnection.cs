using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Server;

/// <summary>
/// One client: a task that reads requests, has them handled one after the other and answers in their order, as the protocol demands. Responses to requests
/// that came together go out together.
/// </summary>
internal sealed class ClientConnection(
    Socket socket,
    ClientConnectionInfo info,
    ApiRegistry apis,
    ConnectionLog log,
    ILogger logger,
    FrameReader frames,
    ResponseQueue responses
) : IDisposable
{
    private const int SendFrom = 1024 * 1024;

    // Key and version in one number.
    private readonly HashSet<int> _logged = [];
    private long _receivedBefore;
    private int _quietRounds;

    /// <summary>A handler is at work: a quiet client is right to wait.</summary>
    private volatile bool _isBusy;

    public ClientConnectionInfo Info => info;

    public async Task RunAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var cancellationToken = ended.Token;
        try
        {
            while (await frames.ReadAsync(cancellationToken) is { } frame)
            {
                _isBusy = true;
                var goesOn = await HandleAsync(frame, ended);
                frames.Release();
                if (!goesOn || !frames.HasFrame || responses.Bytes >= SendFrom)
                {
                    await SendAsync(cancellationToken);
                }

                _isBusy = false;
                if (!goesOn)
                {
                    return;
                }
            }
        }
        catch (MalformedRequestException refusal)
        {
            logger.LogWarning("Connection {Id} from {Client} closed: {Reason}", info.Id, info.RemoteAddress, refusal.Message);
            await SendRestAsync(cancellationToken);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            logger.LogDebug("Connection {Id} ended: {Reason}", info.Id, end.Message);
        }
        catch (Exception fault)
        {
            // One connection's trouble is not the others'.
            logger.LogError(fault, "Connection {Id} of {Software} closed", info.Id, info.SoftwareName);
        }
    }

    /// <summary>Called about every second; true for a client that has said nothing for too long.</summary>
    /// <param name="idleRounds">For one between requests.</param>
    /// <param name="brokenRounds">For one in the middle of a request, or that does not take its response.</param>
    public bool IsQuiet(long idleRounds, long brokenRounds)
    {
        var received = frames.Received;
        if (received != _receivedBefore || (_isBusy && !IsSending))
        {
            _receivedBefore = received;
            _quietRounds = 0;
            return false;
        }

        return ++_quietRounds > (frames.IsWithinFrame || IsSending ? brokenRounds : idleRounds);
    }

    public void Dispose()
    {
        socket.Dispose();
        responses.Dispose();
        frames.Dispose();
    }

    /// <summary>Ends the task by taking its socket away.</summary>
    public void Abort() => socket.Dispose();

    private bool IsSending { get; set; }

    private async ValueTask<bool> HandleAsync(Memory<byte> frame, CancellationTokenSource ended)
    {
        var reader = new RequestReader(frame);
        var header = RequestHeader.Read(reader);
        var api = apis.Find(header.Key);
        var served = api is not null && ApiTable.Find(header.Key)!.Serves(header.Version);
        if (!served && header.Key != ApiKey.ApiVersions)
        {
            Log(header, served);
            var known = Enum.IsDefined(header.Key) ? header.Key.ToString() : "an unknown API";
            throw new MalformedRequestException(
                $"{known} ({(short)header.Key}) version {header.Version} from client '{header.ClientId}' is not among what ApiVersions lists"
            );
        }

        var context = new RequestContext(header, info);
        var response = new ResponseWriter();
        try
        {
            response.Int32(0);
            header.WriteResponseHeader(response);
            var handling = api!.HandleAsync(context, reader, response, ended.Token);
            if (handling.IsCompleted)
            {
                await handling;
            }
            else
            {
                await SendMeanwhileAsync(handling.AsTask(), ended);
            }

            Log(header, served);
        }
        catch
        {
            response.Dispose();
            responses.Return(context.ResponseLease);
            throw;
        }

        if (context.NoResponse)
        {
            response.Dispose();
        }
        else
        {
            responses.Add(response, context.ResponseLease);
        }

        return !context.CloseConnection;
    }

    /// <summary>A request that takes its time: the answers before it need not. Its frame and its response are in use until it has ended.</summary>
    private async Task SendMeanwhileAsync(Task handling, CancellationTokenSource ended)
    {
        try
        {
            await SendAsync(ended.Token);
        }
        catch
        {
            await ended.CancelAsync();
            await handling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await handling;
    }

    /// <summary>What was answered before a request that cannot be: those before it were good.</summary>
    private async Task SendRestAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(cancellationToken);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            logger.LogDebug("Connection {Id} ended: {Reason}", info.Id, end.Message);
        }
    }

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        IsSending = true;
        await responses.SendAsync(cancellationToken);
        IsSending = false;
    }

    private void Log(RequestHeader header, bool served)
    {
        if (_logged.Add(((int)header.Key << 16) | (ushort)header.Version))
        {
            var software = $"{info.SoftwareName} {info.SoftwareVersion}".Trim();
            log.Add(new SeenRequest(software, header.ClientId ?? "", header.Key, header.Version, served));
            logger.LogDebug("{Software} '{Client}' calls {Api} v{Version}", software, header.ClientId, header.Key, header.Version);
        }
    }
}

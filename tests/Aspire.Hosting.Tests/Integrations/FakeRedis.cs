using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Tests.Integrations;

/// <summary>Answers AUTH and PING as a Redis server with a password does.</summary>
internal sealed class FakeRedis : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _password;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public FakeRedis(string password)
    {
        _password = password;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody asks any more.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        var authenticated = false;
        while (await ReadCommandAsync(reader) is { } command)
        {
            authenticated |= command is ["AUTH", var password] && password == _password;
            var reply = command switch
            {
                ["AUTH", _] => authenticated ? "+OK" : "-WRONGPASS invalid username-password pair or user is disabled.",
                ["PING"] => authenticated ? "+PONG" : "-NOAUTH Authentication required.",
                _ => "-ERR unknown command",
            };
            await writer.WriteLineAsync(reply);
        }
    }

    private static async Task<string[]?> ReadCommandAsync(StreamReader reader)
    {
        if (await reader.ReadLineAsync() is not { } count)
        {
            return null;
        }

        var words = new string[int.Parse(count[1..])];
        for (var i = 0; i < words.Length; i++)
        {
            await reader.ReadLineAsync();
            words[i] = (await reader.ReadLineAsync())!;
        }

        return words;
    }
}

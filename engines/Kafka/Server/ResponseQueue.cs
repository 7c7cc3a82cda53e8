using System.Net.Sockets;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Server;

/// <summary>Responses of one connection in order, sent together in one system call.</summary>
internal sealed class ResponseQueue(Socket socket, MemoryBudget budget) : IDisposable
{
    private readonly List<ResponseWriter> _waiting = [];
    private readonly List<ArraySegment<byte>> _segments = [];

    private long _lease;

    public long Bytes { get; private set; }

    /// <summary>Takes a whole response, its first four bytes left for the length; owned from here on.</summary>
    /// <param name="lease">What was taken of the budget for it.</param>
    public void Add(ResponseWriter response, long lease)
    {
        _lease += lease;
        response.PatchInt32(0, response.Length - 4);
        _waiting.Add(response);
        Bytes += response.Length;
    }

    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 1)
        {
            for (var rest = _waiting[0].Written; !rest.IsEmpty; )
            {
                rest = rest[await socket.SendAsync(rest, cancellationToken)..];
            }
        }
        else if (_waiting.Count > 1)
        {
            _segments.AddRange(_waiting.Select(response => response.Segment));
            while (_segments.Count > 0)
            {
                Skip(await socket.SendAsync(_segments).WaitAsync(cancellationToken));
            }
        }

        Dispose();
    }

    /// <summary>Gives back what was taken of the budget for a response that did not come about.</summary>
    public void Return(long lease)
    {
        if (lease > 0)
        {
            budget.Return(lease);
        }
    }

    public void Dispose()
    {
        foreach (var response in _waiting)
        {
            response.Dispose();
        }

        _waiting.Clear();
        _segments.Clear();
        Bytes = 0;
        Return(_lease);
        _lease = 0;
    }

    private void Skip(int sent)
    {
        var whole = 0;
        while (whole < _segments.Count && sent >= _segments[whole].Count)
        {
            sent -= _segments[whole++].Count;
        }

        _segments.RemoveRange(0, whole);
        if (sent > 0)
        {
            _segments[0] = _segments[0][sent..];
        }
    }
}

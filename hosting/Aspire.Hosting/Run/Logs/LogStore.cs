using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.Run.Logs;

/// <summary>
/// The output of one instance, over all its starts: everything in a file, the last lines in memory. A reader never holds up the child:
/// one that falls behind the memory is served from the file, so it misses nothing either.
/// </summary>
internal sealed class LogStore(string path, LogLimits? limits = null) : IDisposable
{
    private readonly LogLimits limits = limits ?? new LogLimits();
    private readonly LineRing ring = new(limits ?? new LogLimits());
    private readonly LogFile file = new(path);
    private readonly Lock gate = new();
    private TaskCompletionSource? arrival;
    private bool fileFailed;
    private bool completed;

    /// <summary>The file with every line.</summary>
    public string Path => file.Path;

    /// <summary>Lines so far, kept in memory or not.</summary>
    public long Count
    {
        get
        {
            lock (gate)
            {
                return ring.Next - 1;
            }
        }
    }

    /// <summary>Takes in both streams of a run; completes when both have ended.</summary>
    public Task PumpAsync(Stream output, Stream error, CancellationToken cancellationToken = default) =>
        Task.WhenAll(PumpAsync(output, false, cancellationToken), PumpAsync(error, true, cancellationToken));

    /// <summary>Adds lines of the host's own.</summary>
    public void Write(string text, bool isError = false) =>
        Append([.. text.Split('\n').Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))], isError);

    /// <summary>The last lines, oldest first; at most those in memory.</summary>
    public IReadOnlyList<LogLine> Tail(int lines)
    {
        lock (gate)
        {
            return ring.From(Math.Max(ring.First, ring.Next - lines));
        }
    }

    /// <summary>
    /// All lines in memory and then, if it follows, each batch as it comes, until <see cref="Complete"/>: none missing, none twice.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(
        bool follow = true,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        long next;
        long offset;
        lock (gate)
        {
            (next, offset) = (ring.First, ring.FirstOffset);
        }

        while (true)
        {
            LogLine[] batch = [];
            Task? wait = null;
            long missed = 0;
            lock (gate)
            {
                if (ring.First > next && !fileFailed)
                {
                    missed = ring.First - next;
                }
                else if (ring.Next > next)
                {
                    batch = ring.From(next);
                    offset = ring.NextOffset;
                }
                else if (completed || !follow)
                {
                    yield break;
                }
                else
                {
                    wait = (arrival ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                }
            }

            if (wait is not null)
            {
                await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (missed > 0)
            {
                var lines = await file.ReadAsync(offset, missed, cancellationToken).ConfigureAwait(false);
                var first = next;
                batch = [.. lines.Select((line, index) => new LogLine(first + index, false, line))];
                offset += lines.Sum(line => (long)line.Length + 1);
            }

            next = batch[^1].Number + 1;
            yield return batch;
        }
    }

    /// <summary>No more will come: those who follow get what there is and end.</summary>
    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            arrival?.TrySetResult();
            arrival = null;
        }
    }

    public void Dispose()
    {
        Complete();
        file.Dispose();
    }

    private async Task PumpAsync(Stream stream, bool isError, CancellationToken cancellationToken)
    {
        var reader = new LineReader(stream, limits.LineBytes);
        var lines = new List<ReadOnlyMemory<byte>>();
        while (await reader.ReadAsync(lines, cancellationToken).ConfigureAwait(false))
        {
            if (lines.Count > 0)
            {
                Append(lines, isError);
                lines.Clear();
            }
        }
    }

    private void Append(List<ReadOnlyMemory<byte>> lines, bool isError)
    {
        lock (gate)
        {
            var offset = ring.NextOffset;
            foreach (var line in lines)
            {
                ring.Add(line, isError);
            }

            if (!fileFailed)
            {
                WriteFile(lines, offset);
            }

            arrival?.TrySetResult();
            arrival = null;
        }
    }

    // A full disk must not stop the child: its output goes on in memory.
    private void WriteFile(List<ReadOnlyMemory<byte>> lines, long offset)
    {
        try
        {
            file.Write(lines, offset);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            fileFailed = true;
            var note =
                $"[{Path} cannot be written: {failure.Message} From here on only the last {limits.Lines} lines are kept, in memory.]";
            ring.Add(Encoding.UTF8.GetBytes(note), isError: true);
        }
    }
}

using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Platform.Engines.Host.Logs;

/// <summary>The two output streams of a run that has no process of its own.</summary>
internal sealed class RunLog
{
    private readonly LineStream _output = new();
    private readonly LineStream _error = new();

    public Stream Output => _output.Reader;

    public Stream Error => _error.Reader;

    public void Write(LogLevel level, string line) => (level >= LogLevel.Error ? _error : _output).Write(line);

    /// <summary>Nothing comes after: both streams end once they are read.</summary>
    public void Complete()
    {
        _output.Complete();
        _error.Complete();
    }

    /// <summary>Lines that wait to be read. Whoever writes never waits: what finds no room is left out, and said to be.</summary>
    private sealed class LineStream
    {
        private const int Room = 1024 * 1024;

        private readonly Lock _lock = new();
        private readonly Pipe _pipe = new(
            new PipeOptions(pauseWriterThreshold: Room, resumeWriterThreshold: Room / 2, useSynchronizationContext: false)
        );
        private ValueTask<FlushResult> _flush;
        private int _leftOut;
        private bool _completed;

        public LineStream() => Reader = _pipe.Reader.AsStream();

        public Stream Reader { get; }

        public void Write(string line)
        {
            lock (_lock)
            {
                if (_completed)
                {
                    return;
                }

                if (!_flush.IsCompleted)
                {
                    _leftOut++;
                    return;
                }

                if (_leftOut > 0)
                {
                    Encoding.UTF8.GetBytes($"({_leftOut} lines were left out: nobody had read those before.)\n", _pipe.Writer);
                    _leftOut = 0;
                }

                Encoding.UTF8.GetBytes($"{line}\n", _pipe.Writer);
                _flush = _pipe.Writer.FlushAsync();
            }
        }

        public void Complete()
        {
            lock (_lock)
            {
                _completed = true;
                _pipe.Writer.Complete();
            }
        }
    }
}

using System.Text;

namespace Platform.Hosting.Tests.Support;

/// <summary>Keeps the lines that are written, and tells when one has come.</summary>
internal sealed class WatchedWriter : TextWriter
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Text, TaskCompletionSource<string> Come)> _awaited = [];

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The first line that holds the text, now or to come.</summary>
    public Task<string> Containing(string text)
    {
        var come = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_lines.Find(line => line.Contains(text)) is { } line)
            {
                return Task.FromResult(line);
            }
            _awaited.Add((text, come));
        }
        return come.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public override void WriteLine(string? value)
    {
        lock (_lock)
        {
            _lines.Add(value ?? "");
            _awaited.RemoveAll(awaited => _lines[^1].Contains(awaited.Text) && awaited.Come.TrySetResult(_lines[^1]));
        }
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }
}

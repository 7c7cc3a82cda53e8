using Microsoft.Win32.SafeHandles;

namespace Platform.Hosting.Terminal;

/// <summary>
/// The pipe on which <c>./up --detach</c> reads what the host in the background has to say: lines, and at last a verdict.
/// The inherited descriptor is opened anew and closed, for else every child of the host would hold the pipe open.
/// </summary>
internal sealed class ReportChannel : IDisposable
{
    private readonly StreamWriter _writer;

    private ReportChannel(StreamWriter writer) => _writer = writer;

    /// <summary>Takes over the descriptor of that number.</summary>
    public static ReportChannel Open(int descriptor)
    {
        var writer = new StreamWriter(new FileStream($"/proc/self/fd/{descriptor}", FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            AutoFlush = true,
        };
        new SafeFileHandle(descriptor, ownsHandle: true).Dispose();
        return new ReportChannel(writer);
    }

    public void Say(string line)
    {
        try
        {
            _writer.WriteLine(line);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Whoever read has gone; the host goes on.
        }
    }

    public void Conclude(string verdict)
    {
        Say("verdict " + verdict);
        Dispose();
    }

    public void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // As above.
        }
    }
}

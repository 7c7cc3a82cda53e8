using System.Text;

namespace Aspire.Hosting.Run.Logs;

/// <summary>A line of output. The bytes are the program's own, escape sequences included, without the line's end.</summary>
/// <param name="Number">Counts from 1 over both streams, in the order in which they were read.</param>
/// <param name="IsError">Read from standard error. Lines that had to be read back from the file have lost this, and say false.</param>
internal readonly record struct LogLine(long Number, bool IsError, ReadOnlyMemory<byte> Utf8)
{
    public string Text => Encoding.UTF8.GetString(Utf8.Span);
}

/// <summary>Bounds of a <see cref="LogStore"/>.</summary>
/// <param name="Lines">Lines kept in memory.</param>
/// <param name="Bytes">Bytes kept in memory, whatever the number of lines.</param>
/// <param name="LineBytes">A longer line is split.</param>
internal sealed record LogLimits(int Lines = 10_000, int Bytes = 4 * 1024 * 1024, int LineBytes = 1024 * 1024);

using System.Text;

namespace Platform.Hosting.Terminal;

/// <summary>
/// Stands before the console while a table is on it: whole lines that others print (the host's log, the AppHost itself)
/// are handed to whoever draws, who puts them above the table. Passes everything on while nobody draws.
/// </summary>
internal sealed class ConsoleGate(TextWriter console) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _line = new();
    private Action<string>? _take;

    public override Encoding Encoding => console.Encoding;

    /// <summary>Replaces standard output and error, where they are the terminal.</summary>
    public static ConsoleGate[] Install()
    {
        var gates = new List<ConsoleGate> { new(Console.Out) };
        Console.SetOut(gates[0]);
        if (!Console.IsErrorRedirected)
        {
            gates.Add(new ConsoleGate(Console.Error));
            Console.SetError(gates[1]);
        }
        return [.. gates];
    }

    /// <summary>From now on lines go to <paramref name="take"/>.</summary>
    public void Close(Action<string> take)
    {
        lock (_lock)
        {
            _take = take;
        }
    }

    /// <summary>From now on everything passes again; half a line that was held back first.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _take = null;
            console.Write(_line.ToString());
            _line.Clear();
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + CoreNewLine[^1]);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            if (_take is null)
            {
                console.Write(buffer);
                return;
            }
            while (buffer.IndexOf('\n') is >= 0 and var end)
            {
                _take(_line.Append(buffer[..end].TrimEnd('\r')).ToString());
                _line.Clear();
                buffer = buffer[(end + 1)..];
            }
            _line.Append(buffer);
        }
    }

    public override void Flush() => console.Flush();
}

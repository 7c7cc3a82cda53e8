using System.Text;

namespace Platform.Hosting.Terminal;

/// <summary>The terminal to draw on, and the gates that keep others from writing into the drawing.</summary>
internal sealed record Screen(TextWriter Writer, Func<(int Width, int Height)> Size, IReadOnlyList<ConsoleGate> Gates)
{
    private static readonly (int Width, int Height) s_usual = (80, 24);

    /// <summary>Standard output, in whole frames, with gates before <see cref="Console.Out"/> and <see cref="Console.Error"/>.</summary>
    public static Screen OfConsole()
    {
        var gates = ConsoleGate.Install();
        // One buffer that holds a frame, so that a frame is one write; the console's own writer splits it.
        var writer = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 64 * 1024);
        return new Screen(writer, SizeOfConsole, gates);
    }

    private static (int, int) SizeOfConsole()
    {
        try
        {
            var (width, height) = (Console.WindowWidth, Console.WindowHeight);
            // A pseudo terminal that nobody gave a size says 0, which is read as endless.
            return (width is > 0 and < 2000 ? width : s_usual.Width, height is > 0 and < 2000 ? height : s_usual.Height);
        }
        catch (IOException)
        {
            return s_usual;
        }
    }
}

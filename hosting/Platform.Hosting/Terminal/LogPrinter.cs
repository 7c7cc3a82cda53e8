using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Terminal;

/// <summary>Prints the logs of resources, each line led by its resource's name in that resource's colour.</summary>
internal sealed class LogPrinter(ResourceLoggerService loggers, TextWriter output, bool colours, int nameWidth)
{
    private const string Reset = "\e[0m";

    // Told apart on light and dark grounds alike; red and yellow are left to errors and warnings.
    private static readonly string[] s_colours = ["\e[36m", "\e[35m", "\e[34m", "\e[32m", "\e[96m", "\e[95m", "\e[94m", "\e[92m"];

    private readonly Dictionary<string, Task> _followed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Prints what the instance logs from now on, what it has logged already first, until its log is complete.</summary>
    public void Follow(string instanceId)
    {
        if (!_followed.ContainsKey(instanceId))
        {
            _followed[instanceId] = PrintAsync(instanceId, Prefix(instanceId, _followed.Count));
        }
    }

    /// <summary>Prints the last lines there are.</summary>
    public async Task PrintLastAsync(string instanceId, int count, Action<string> print)
    {
        await foreach (var lines in loggers.GetAllAsync(instanceId).ConfigureAwait(false))
        {
            foreach (var text in lines.TakeLast(count).SelectMany(line => ReadableLine.Of(line.Content, colours)).TakeLast(count))
            {
                print(Prefix(instanceId, null) + text);
            }
        }
    }

    private async Task PrintAsync(string instanceId, string prefix)
    {
        await foreach (var batch in loggers.WatchAsync(instanceId).ConfigureAwait(false))
        {
            foreach (var text in batch.SelectMany(line => ReadableLine.Of(line.Content, colours)))
            {
                await output.WriteLineAsync(prefix + text).ConfigureAwait(false);
            }
        }
    }

    private string Prefix(string instanceId, int? index)
    {
        var name = instanceId.PadRight(nameWidth);
        return colours && index is { } i ? $"{s_colours[i % s_colours.Length]}{name} |{Reset} " : $"{name} | ";
    }
}

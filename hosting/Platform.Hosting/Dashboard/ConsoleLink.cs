using System.Globalization;
using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Platform.Dashboard.Resources;

namespace Platform.Hosting.Dashboard;

/// <summary>What a resource prints, as it crosses the seam.</summary>
internal static class ConsoleLink
{
    /// <summary>The backlog in one batch, then what comes.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> FollowAsync(
        ResourceLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (log.Snapshot().Count == 0)
        {
            yield return [];
        }
        await foreach (var lines in log.FollowAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return [.. lines.Select(Map)];
        }
    }

    /// <summary>Each line of a log begins with its time; what does not is passed on as it is.</summary>
    private static ConsoleLine Map(LogLine line)
    {
        var space = line.Content.IndexOf(' ', StringComparison.Ordinal);
        return
            space > 0
            && DateTimeOffset.TryParse(
                line.Content.AsSpan(0, space),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
            ? new ConsoleLine(line.LineNumber, at, line.Content[(space + 1)..], line.IsErrorMessage)
            : new ConsoleLine(line.LineNumber, null, line.Content, line.IsErrorMessage);
    }
}

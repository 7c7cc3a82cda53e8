using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Hosting.Terminal;

/// <summary>The last error of each instance: what it logged when it failed, or what its health check says; gone when it is well again.</summary>
internal sealed class ErrorNotes(ResourceLoggerService loggers)
{
    private readonly ConcurrentDictionary<string, string> _notes = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, string> All => _notes;

    public async Task TakeAsync(ResourceEvent changed)
    {
        if (Verdict.Of(changed) == GraphVerdict.Failed)
        {
            if (await LastLineAsync(changed).ConfigureAwait(false) is { } line)
            {
                _notes[changed.ResourceId] = line;
            }
            return;
        }
        switch (changed.Snapshot.HealthStatus)
        {
            case HealthStatus.Healthy:
                _notes.TryRemove(changed.ResourceId, out _);
                break;
            case HealthStatus.Unhealthy or HealthStatus.Degraded when HealthNote(changed.Snapshot) is { } note:
                _notes[changed.ResourceId] = note;
                break;
        }
    }

    private static string? HealthNote(CustomResourceSnapshot snapshot) =>
        snapshot
            .HealthReports.Where(r => r.Status is HealthStatus.Unhealthy or HealthStatus.Degraded)
            .Select(r => r.Description ?? r.ExceptionText?.Split('\n')[0].Trim())
            .FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private async Task<string?> LastLineAsync(ResourceEvent failed)
    {
        LogLine? last = null;
        await foreach (var lines in loggers.GetAllAsync(failed.ResourceId).ConfigureAwait(false))
        {
            var errors = lines.Where(l => l.IsErrorMessage).ToList();
            // The host's own last word is the exit code, which the state shows already: what the program said before tells more.
            var own = failed.Snapshot.ExitCode is not null && errors.Count > 1 ? 2 : 1;
            last = errors.Count > 0 ? errors[^own] : lines[^1];
        }
        return last is { } line ? ReadableLine.Of(line.Content, colours: false).First() : null;
    }
}

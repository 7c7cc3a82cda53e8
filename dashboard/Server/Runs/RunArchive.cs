using Platform.Dashboard.Live;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

/// <summary>The runs on disk: listed, opened, imported, removed; the oldest go where they become too many or too large.</summary>
internal sealed class RunArchive : IRuns, IDisposable
{
    /// <summary>Two, so that two runs can be compared.</summary>
    private const int MostOpen = 2;
    private readonly Lock gate = new();

    /// <summary>A listing beside a removal would miss runs that stay: directories are no snapshots.</summary>
    private readonly Lock disk = new();
    private readonly LinkedList<(string Id, Lazy<TelemetrySet> Set)> open = new();
    private readonly IReadOnlyList<TelemetryStoreFactory> factories;
    private readonly DashboardOptions options;
    private readonly ChangeFeed feed;
    private readonly string root;

    public RunArchive(DashboardOptions options, IEnumerable<TelemetryStoreFactory> factories, ChangeFeed feed, RunLimits? limits = null)
    {
        (this.options, this.feed, this.factories, Limits) = (options, feed, [.. factories], limits ?? new RunLimits());
        IsKept = options.RunsDirectory is not null;
        root = options.RunsDirectory ?? Path.Combine(Path.GetTempPath(), "platform-dashboard-runs-" + Guid.NewGuid().ToString("N"));
        CurrentId = NewId();
    }

    public RunLimits Limits { get; }

    /// <summary>False where runs go with the dashboard.</summary>
    public bool IsKept { get; }

    /// <summary>The run that goes on.</summary>
    public string CurrentId { get; }

    public RunFiles Files(string id) => new(Path.Combine(root, id), Limits);

    public string NewId() => $"{options.TimeProvider.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..4]}";

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RunRow> List()
    {
        lock (disk)
        {
            return
            [
                .. Directories()
                    .Select(directory => Row(new RunFiles(directory, Limits)))
                    .OfType<RunRow>()
                    .OrderByDescending(row => row.StartedAt)
                    .ThenByDescending(row => row.Id, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>The run's files, where there is such a run.</summary>
    public RunFiles Find(string id)
    {
        // A name, not a path.
        if (
            id.Length == 0
            || id.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-')
            || !Directory.Exists(Path.Combine(root, id))
        )
        {
            throw new RunException($"There is no run '{id}'. The runs that are kept: GET /api/runs.");
        }
        return Files(id);
    }

    public TelemetrySet Open(string id)
    {
        Lazy<TelemetrySet> set;
        lock (gate)
        {
            var known = open.FirstOrDefault(each => each.Id == id);
            if (known.Set is not null)
            {
                open.Remove(known);
                open.AddFirst(known);
                set = known.Set;
            }
            else
            {
                var files = Find(id);
                set = new Lazy<TelemetrySet>(() => Load(files));
                open.AddFirst((id, set));
                while (open.Count > MostOpen)
                {
                    // Requests that read it still go on: memory is the collector's.
                    open.RemoveLast();
                }
            }
        }
        try
        {
            return set.Value;
        }
        catch
        {
            Close(id);
            throw;
        }
    }

    public void Remove(string id)
    {
        if (id == CurrentId)
        {
            throw new RunException("This is the run that goes on: it can be cleared, not removed.", StatusCodes.Status409Conflict);
        }
        lock (disk)
        {
            var files = Find(id);
            Close(id);
            Directory.Delete(files.Path, recursive: true);
        }
        feed.Changed(Topic.Runs);
    }

    /// <summary>Forgets what of an imported run was read before it was complete.</summary>
    public void Close(string id)
    {
        lock (gate)
        {
            foreach (var each in open.Where(each => each.Id == id).ToList())
            {
                open.Remove(each);
            }
        }
    }

    /// <summary>Removes the oldest runs that are too many or too much; never the one that goes on, nor the named one.</summary>
    public void MakeRoom(string? keep = null)
    {
        lock (disk)
        {
            var rows = List();
            var bytes = rows.Sum(row => row.Bytes);
            var count = rows.Count;
            foreach (var row in rows.Reverse().Where(row => !row.IsCurrent && row.Id != keep))
            {
                if (count <= Limits.Runs && bytes <= Limits.Bytes)
                {
                    return;
                }
                Remove(row.Id);
                bytes -= row.Bytes;
                count--;
            }
        }
    }

    public void Dispose()
    {
        if (!IsKept && Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private IEnumerable<string> Directories() => Directory.Exists(root) ? Directory.EnumerateDirectories(root) : [];

    private RunRow? Row(RunFiles files)
    {
        var id = Path.GetFileName(files.Path);
        try
        {
            return files.ReadInfo() is { } info
                ? new RunRow(id, info.Name, info.StartedAt, info.EndedAt ?? Ended(id, files), info.IsImported, id == CurrentId, files.Bytes)
                : null;
        }
        catch (RunException)
        {
            // Shown all the same, so that it can be removed.
            return new RunRow(id, id, Directory.GetCreationTimeUtc(files.Path), null, false, id == CurrentId, files.Bytes);
        }
    }

    /// <summary>Of a run that was killed: when it was last written.</summary>
    private DateTimeOffset? Ended(string id, RunFiles files) =>
        id == CurrentId
            ? null
            : new DirectoryInfo(files.Path).EnumerateFiles().Select(file => (DateTimeOffset?)file.LastWriteTimeUtc).Max();

    private TelemetrySet Load(RunFiles files)
    {
        var set = new TelemetrySet(factories, options.BytesPerSignal, live: false);
        foreach (var store in set.Stores)
        {
            foreach (var request in files.Read(RunFiles.NameOf(store.Signal)))
            {
                if (store.Accept(request).Malformed)
                {
                    throw new RunException(
                        $"The run '{Path.GetFileName(files.Path)}' holds {store.Signal} that cannot be read. Remove it.",
                        StatusCodes.Status422UnprocessableEntity
                    );
                }
            }
        }
        return set;
    }
}

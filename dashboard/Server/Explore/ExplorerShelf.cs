using Platform.Dashboard.Explorers;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Explore;

/// <summary>The stores that can be looked into, each opened when it is first asked for and again when it has been started anew.</summary>
internal sealed class ExplorerShelf(ResourceBoard board, DashboardOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, Opened> opened = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A server stands for its databases: they are found in it.</summary>
    public IReadOnlyList<ResourceSnapshot> Stores
    {
        get
        {
            var stores = board.All.Where(one => one.Explorer is not null && !one.IsHidden).ToList();
            return [.. stores.Where(one => stores.All(other => other.Name != one.Parent)).OrderBy(one => one.Name, StringComparer.Ordinal)];
        }
    }

    /// <exception cref="ExplorerException">The host gives no connection string, or not one of this kind.</exception>
    public async Task<IExplorer?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (
            board.Find(id) is not { Explorer: { } kindName } store
            || !Enum.TryParse<ExplorerKind>(kindName, ignoreCase: true, out var kind)
        )
        {
            return null;
        }
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (opened.Remove(store.Id, out var held))
            {
                if (held.StartedAt == store.StartedAt)
                {
                    opened[store.Id] = held;
                    return held.Explorer;
                }
                await held.Explorer.DisposeAsync();
            }
            // Asked for once a start, not once a request: the host logs the asking.
            var connection = options.Host is { } host
                ? await host.RevealAsync(new SecretReference(store.Id, "connectionString", store.Name), cancellationToken)
                : null;
            if (string.IsNullOrEmpty(connection))
            {
                throw new ExplorerException($"'{store.Name}' has no connection string yet. Is it running?") { Unreachable = true };
            }
            var explorer = Explorer.Open(kind, connection);
            opened[store.Id] = new Opened(store.StartedAt, explorer);
            return explorer;
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in opened.Values)
        {
            await one.Explorer.DisposeAsync();
        }
        gate.Dispose();
    }

    private sealed record Opened(DateTimeOffset? StartedAt, IExplorer Explorer);
}
